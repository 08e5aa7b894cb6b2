"""Judges the canonical solutions of HumanEval+ (a gzipped JSONL file, first argument) with EvalPlus in two threads.

Trusted programs only: EvalPlus runs them outside any sandbox. Prints the seconds that judging took; the expected outputs are made before.
"""

import gzip
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from evalplus.eval import untrusted_check
from evalplus.gen.util import trusted_exec

rows = [json.loads(line) for line in gzip.open(sys.argv[1], "rt")]
jobs = []
for row in rows:
    code = row["prompt"] + row["canonical_solution"]
    inputs = row["base_input"] + row["plus_input"]
    expected, seconds = trusted_exec(code, inputs, row["entry_point"], record_time=True)
    jobs.append((code, inputs, row["entry_point"], expected, row["atol"], seconds))


def judge(job):
    code, inputs, entry_point, expected, atol, seconds = job
    return untrusted_check("humaneval", code, inputs, entry_point, expected, atol, seconds, fast_check=True)[0]


start = time.perf_counter()
with ThreadPoolExecutor(2) as pool:
    results = list(pool.map(judge, jobs))
print(json.dumps({"seconds": time.perf_counter() - start, "passed": results.count("pass"), "programs": len(rows)}))
