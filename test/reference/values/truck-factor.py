"""The truck factor of random authorships, by a direct transcription of Avelino et al. 2016, section III.

Run: python3 truck-factor.py > truck-factor.json   (python 3, no packages)
"""
import json
import math
import random
import sys


def truck_factor(files):
    authors = {}
    changes = {}
    for f, rows in enumerate(files):
        degree = {p: 3.293 + 1.098 * fa + 0.164 * dl - 0.321 * math.log(1 + ac) for p, fa, dl, ac in rows}
        for p, _, dl, _ in rows:
            changes[p] = changes.get(p, 0) + dl
        for p, doa in degree.items():
            if doa >= 3.293 and doa / max(degree.values()) > 0.75:
                authors.setdefault(p, set()).add(f)
    removed = 0
    while authors:
        if len(set().union(*authors.values())) / len(files) < 0.5:
            break
        top = max(authors, key=lambda p: (len(authors[p]), changes[p], -p))
        del authors[top]
        removed += 1
    return removed


def main():
    rng = random.Random(20260101)
    cases = []
    for people, count, most in [(1, 3, 1), (5, 40, 2), (12, 200, 4), (40, 500, 6), (80, 60, 3)]:
        files = []
        for _ in range(count):
            who = rng.sample(range(people), min(people, rng.randint(1, most)))
            # A few do most: the first of the sorted sample wrote the file more often than not.
            first = min(who) if rng.random() < 0.6 else rng.choice(who)
            own = {p: rng.randint(1, 12) for p in who}
            total = sum(own.values())
            files.append([[p, int(p == first), own[p], total - own[p]] for p in sorted(who)])
        cases.append({"files": files, "truck_factor": truck_factor(files)})
    json.dump({"tools": {"python": sys.version.split()[0]}, "cases": cases}, sys.stdout, separators=(",", ":"))
    sys.stdout.write("\n")


main()
