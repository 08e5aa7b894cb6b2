"""Runs the shards of a study's work as tasks of Ray: each a command, begun again where it fails or its node dies.

Written by `cluster ray`, with the plan in it. Needs Python 3.9 and Ray 2, nothing else:

    python ray_driver.py              on the cluster of RAY_ADDRESS, the one that runs here, or this machine alone
    python ray_driver.py --dry-run    prints the commands, without Ray

A shard that was done before finds nothing missing and ends at once: after any failure, run it again.
"""

import argparse
import collections
import ctypes
import json
import shlex
import signal
import subprocess
import sys

PLAN = json.loads(r"""{}""")


class StepFailed(Exception):
    """A command that ended with another code than 0, in one text: Ray hands exceptions over as their arguments."""


def command(step, shard):
    """The words of the command of a step; shards are counted from 1."""
    return [*PLAN["program"], *step["arguments"], f"{shard}/{PLAN['shards']}"]


def end_with_worker():
    """Linux ends the command when its Ray worker is killed: the task that is begun again elsewhere is alone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def run_step(words, before):
    """Runs a command to its end, after the step `before` of its shard. Returns the last line that it said."""
    process = subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        preexec_fn=end_with_worker,
    )
    said = collections.deque(maxlen=20)
    for line in process.stdout:
        said.append(line.rstrip())
    code = process.wait()
    if code != 0:
        raise StepFailed("\n".join([f"exit code {code}", *said]))
    return said[-1] if said else ""


def submit(ray):
    """Tasks of all steps of all shards, each after the one before it; by their Ray reference."""
    tasks = {}
    for shard in range(1, PLAN["shards"] + 1):
        before = None
        for step in PLAN["steps"]:
            remote = ray.remote(run_step).options(
                name=f"{step['name']} {shard}/{PLAN['shards']}",
                num_cpus=step["cpus"],
                num_gpus=step["gpus"],
                max_retries=PLAN["retries"],
                retry_exceptions=True,
            )
            before = remote.remote(command(step, shard), before)
            tasks[before] = (step, shard)
    return tasks


def follow(ray, tasks):
    """Says each task that ended. Returns the first failure of each shard, by its number."""
    failed = {}
    left, total = list(tasks), len(tasks)
    while left:
        (ended, *_), left = ray.wait(left, num_returns=1)
        step, shard = tasks[ended]
        name = f"{step['name']} {shard}/{PLAN['shards']}"
        try:
            print(f"[{total - len(left)} of {total}] {name}: {ray.get(ended)}", flush=True)
        except ray.exceptions.RayError as error:
            # What comes after a step that failed fails with the same error.
            if shard not in failed:
                failed[shard] = (step, getattr(error, "cause", None) or error)
                print(f"[{total - len(left)} of {total}] {name}: FAILED", flush=True)
    return failed


def report(failed):
    """Says what failed last, so that it stands at the end of a log: each command with what it said."""
    if not failed:
        print(f"all {PLAN['shards']} shards are done")
        return 0
    for shard, (step, error) in sorted(failed.items()):
        lines = str(error).rstrip().splitlines() or [type(error).__name__]
        print(f"\nFAILED after {PLAN['retries'] + 1} tries: {shlex.join(command(step, shard))}", file=sys.stderr)
        for line in lines[-20:]:
            print(f"    {line}", file=sys.stderr)
    print(f"\n{len(failed)} of {PLAN['shards']} shards failed: mend it and run this again", file=sys.stderr)
    return 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--address", help="address of the cluster (default: RAY_ADDRESS, or the cluster that runs here)")
    parser.add_argument("--dry-run", action="store_true", help="print the commands of all shards and run none")
    given = parser.parse_args()
    if given.dry_run:
        for shard in range(1, PLAN["shards"] + 1):
            for step in PLAN["steps"]:
                print(shlex.join(command(step, shard)))
        return 0
    import ray

    ray.init(address=given.address, log_to_driver=False)
    return report(follow(ray, submit(ray)))


if __name__ == "__main__":
    sys.exit(main())
