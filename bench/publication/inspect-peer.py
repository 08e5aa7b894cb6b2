"""Opens every Inspect log of a folder with inspect_ai: header, then all samples one by one; their number must be what the header says."""

import pathlib
import sys

from inspect_ai.log import list_eval_logs, read_eval_log, read_eval_log_samples

logs = list_eval_logs(sys.argv[1])
names = {pathlib.Path(log.name).name for log in logs}
files = {path.name for path in pathlib.Path(sys.argv[1]).glob("*.eval")}
total = 0
for log in logs:
    header = read_eval_log(log, header_only=True)
    samples = sum(1 for _ in read_eval_log_samples(log, all_samples_required=True))
    total += samples
    if header.status != "success" or samples != header.results.total_samples:
        sys.exit(f"{log.name}: status {header.status}, {samples} samples, {header.results.total_samples} stated")
print(f"{len(logs)} logs, {total} samples read")
if names != files:
    sys.exit(f"not listed: {sorted(files - names)}")
