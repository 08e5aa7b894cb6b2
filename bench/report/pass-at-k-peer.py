"""The loop of the usual pass@k script, as the paper's: one JSON line a completion, n and c of each problem, and
1 - prod(1 - k / (n - c + 1 .. n)) averaged over the problems. Prints the seconds that took, and pass@k of every k.

Usage: pass-at-k-peer.py FILE.jsonl K..."""

import json
import sys
import time
from collections import defaultdict

import numpy as np

start = time.perf_counter()
total, correct = defaultdict(int), defaultdict(int)
with open(sys.argv[1]) as lines:
    for line in lines:
        row = json.loads(line)
        key = (row["policy"], row["problem_id"])
        total[key] += 1
        correct[key] += row["correct"]


def pass_at_k(n, c, k):
    if n - c < k:
        return 1.0
    return 1.0 - np.prod(1.0 - k / np.arange(n - c + 1, n + 1))


coverage = defaultdict(list)
for key, n in total.items():
    for k in map(int, sys.argv[2:]):
        coverage[(key[0], k)].append(pass_at_k(n, correct[key], k))
means = {f"{policy} {k}": float(np.mean(values)) for (policy, k), values in coverage.items()}
print(json.dumps({"seconds": time.perf_counter() - start, "coverage": means}))
