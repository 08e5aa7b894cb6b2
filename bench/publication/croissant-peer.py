"""What mlcroissant says of a croissant.json: errors, warnings, and how many records it reads of each record set (at most 1,000)."""

import collections
import itertools
import logging
import sys

import mlcroissant as mlc

logging.basicConfig(level=logging.WARNING)
dataset = mlc.Dataset(jsonld=sys.argv[1])
issues = dataset.metadata.ctx.issues
print(f"errors: {len(issues.errors)}, warnings: {len(issues.warnings)}")
if issues.errors or issues.warnings:
    print(issues.report())
print("conforms to", dataset.metadata.ctx.conforms_to)
for record_set in dataset.metadata.record_sets:
    records = list(itertools.islice(dataset.records(record_set.id), 1000))
    values = collections.Counter(
        name for record in records for name, value in record.items() if value is not None
    )
    unread = [field.id for field in record_set.fields if field.id not in records[0]]
    print(f"{record_set.id}: {len(records)} records, {len(values)} fields with values, not read: {unread}")
    if unread:
        sys.exit(1)
sys.exit(1 if issues.errors else 0)
