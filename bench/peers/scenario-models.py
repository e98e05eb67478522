"""Search dynamics, NK landscape and queueing in plain Python, as commonly written. Prints seconds as JSON."""
import json
import random
import sys
import time

agents, rounds, parts, k, events = (int(word) for word in sys.argv[1:6])
random.seed(1)

start = time.perf_counter()
table = [[random.random() for _ in range(2 ** (k + 1))] for _ in range(parts)]
sampled = 2 ** min(parts, 14)


def worth(answer):
    total = 0.0
    for i in range(parts):
        bits = 0
        for j in range(k + 1):
            bits |= ((answer >> ((i + j) % parts)) & 1) << j
        total += table[i][bits]
    return total


for answer in range(sampled):
    worth(answer)
landscape = (time.perf_counter() - start) * (2**parts / sampled)

ring = [[(i - 1) % agents, (i + 1) % agents, (i - 2) % agents, (i + 2) % agents] for i in range(agents)]
answers = [random.randrange(2**parts) for _ in range(agents)]
start = time.perf_counter()
for _ in range(rounds):
    values = [worth(answer) for answer in answers]
    following = []
    for i in range(agents):
        best = max(ring[i], key=lambda j: values[j])
        if values[best] > values[i]:
            following.append(answers[best])
        else:
            tried = answers[i] ^ (1 << random.randrange(parts))
            following.append(tried if worth(tried) > values[i] else answers[i])
    answers = following
search = time.perf_counter() - start

people = 156
above = [-1] + [(i - 1) // 5 for i in range(1, people)]


def route(source, target):
    up, down = [source], [target]
    while up[-1] != down[-1]:
        if up[-1] > down[-1]:
            up.append(above[up[-1]])
        else:
            down.append(above[down[-1]])
    return up + down[-2::-1]


start = time.perf_counter()
waiting = [[] for _ in range(people)]
busy = []
done = 0
now = 0.0
while done < events:
    total = 0.5 + len(busy)
    now += random.expovariate(total)
    if random.random() * total < 0.5:
        path = route(random.randrange(people), random.randrange(people))
        desk = path[0]
        waiting[desk].append((path, 0, now))
        if len(waiting[desk]) == 1:
            busy.append(desk)
    else:
        at = random.randrange(len(busy))
        desk = busy[at]
        path, stage, born = waiting[desk].pop(0)
        if not waiting[desk]:
            busy[at] = busy[-1]
            busy.pop()
        if stage + 1 < len(path):
            desk = path[stage + 1]
            waiting[desk].append((path, stage + 1, born))
            if len(waiting[desk]) == 1:
                busy.append(desk)
    done += 1
queue = time.perf_counter() - start
print(json.dumps({"landscape": landscape, "search": search, "queue": queue}))
