# python3 test/reference/values/adjusted-mutual-information.py > test/reference/values/adjusted-mutual-information.json
import json, random
import sklearn
from sklearn.metrics import adjusted_mutual_info_score

random.seed(20100)
cases = []
for n, a_groups, b_groups, agreement in [
    (10, 2, 3, 0.0), (10, 2, 2, 0.9), (50, 5, 4, 0.5), (50, 50, 5, 0.0), (200, 12, 12, 0.8),
    (200, 40, 3, 0.1), (1000, 30, 25, 0.6), (1000, 300, 280, 0.3), (3000, 7, 900, 0.5), (34, 1, 4, 0.0),
]:
    a = [random.randrange(a_groups) for _ in range(n)]
    b = [x % b_groups if random.random() < agreement else random.randrange(b_groups) for x in a]
    cases.append({'a': a, 'b': b, 'ami': adjusted_mutual_info_score(a, b, average_method='arithmetic')})
print(json.dumps({'tool': 'scikit-learn ' + sklearn.__version__, 'cases': cases}, separators=(',', ':')))
