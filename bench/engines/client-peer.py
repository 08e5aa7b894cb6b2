"""The `openai` package's asynchronous client at the same work: client-peer.py URL REQUESTS IN_FLIGHT TOP (-1: no log-probabilities) SECONDS (then it stops)."""

import asyncio
import json
import os
import resource
import sys
import threading
import time

import openai

try:
    import httpx2 as httpx  # of openai 3
except ImportError:
    import httpx

url, requests, in_flight, top, most_seconds = sys.argv[1], *map(int, sys.argv[2:])
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


done = 0


async def main():
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    client = openai.AsyncOpenAI(
        base_url=url + "/v1",
        api_key="none",
        timeout=600,
        http_client=httpx.AsyncClient(limits=limits, timeout=600),
    )
    seeds = iter(range(requests))

    async def work():
        global done
        for seed in seeds:
            answer = await client.completions.create(
                model="m",
                prompt="1 + 1 =",
                n=1,
                seed=seed,
                temperature=1,
                top_p=1,
                max_tokens=65536,
                logprobs=openai.NOT_GIVEN if top < 0 else top,
            )
            assert answer.choices[0].text.startswith(f"{seed} ")
            done += 1

    await asyncio.gather(*(work() for _ in range(in_flight)))


def finish():
    print(
        json.dumps(
            {
                "completions": done,
                "seconds": time.perf_counter() - start,
                "cpuSeconds": time.process_time() - cpu,
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "version": openai.__version__,
            }
        ),
        flush=True,
    )
    # What is still under way would be waited for.
    os._exit(0)


cpu, start = time.process_time(), time.perf_counter()
# A thread of its own: with many requests under way the loop comes to its own limits minutes late.
limit = threading.Timer(most_seconds, finish)
limit.daemon = True
limit.start()
asyncio.new_event_loop().run_until_complete(main())
finish()
