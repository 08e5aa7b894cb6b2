"""Judges Countdown completions anew: JSON lines of {gold, completion} in, a line of 0 or 1 out for each.

Written from the rules of the game alone, with exact fractions and multisets: each solution is read as a tree of operations over the
given numbers, and its value is compared with the target.
"""

import json
import re
import sys
from collections import Counter
from fractions import Fraction

STEP = re.compile(r"\s*([+-]?[0-9]+)\s*([-+*/])\s*([+-]?[0-9]+)\s*=\s*([+-]?[0-9]+)\s*\Z")


def solution(lines, numbers):
    """The value of the last of the lines, where all of them together use each number once; else None."""
    left = Counter(numbers)
    value = None
    for line in lines:
        found = STEP.match(line)
        if found is None:
            return None
        a, b, stated = (int(found.group(i)) for i in (1, 3, 4))
        for operand in (a, b):
            if left[operand] == 0:
                return None
            left[operand] -= 1
        sign = found.group(2)
        if sign == "/" and b == 0:
            return None
        exact = {"+": Fraction(a + b), "-": Fraction(a - b), "*": Fraction(a * b)}.get(sign)
        value = Fraction(a, b) if exact is None else exact
        if value != stated:
            return None
        left[stated] += 1
    return value if sum(left.values()) == 1 else None


def is_right(gold, completion):
    targets = gold["targets"] if "targets" in gold else [gold["target"]]
    size = len(gold["numbers"]) - 1
    lines = completion.split(";")
    if len(lines) != size * len(targets):
        return False
    parts = [lines[i * size : (i + 1) * size] for i in range(len(targets))]
    return all(solution(part, gold["numbers"]) == target for part, target in zip(parts, targets))


for row in sys.stdin:
    item = json.loads(row)
    print(int(is_right(item["gold"], item["completion"])))
