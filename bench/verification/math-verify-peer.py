"""Judges JSON lines {gold, completion} from stdin with Math-Verify and prints the seconds that took, and how many were equal."""

import json
import sys
import time

from math_verify import parse, verify

pairs = [json.loads(line) for line in sys.stdin]
start = time.perf_counter()
equal = 0
for pair in pairs:
    gold = parse("$" + pair["gold"] + "$", parsing_timeout=None)
    equal += verify(gold, parse(pair["completion"], parsing_timeout=None), timeout_seconds=None)
print(json.dumps({"seconds": time.perf_counter() - start, "equal": equal}))
