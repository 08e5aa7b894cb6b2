import {afterAll, beforeAll, describe, expect, it, onTestFinished} from "vitest";
import {startModelServer, type ModelServer} from "../../../loaders/model-server/model-server.js";
import {readRequests} from "../../../loaders/store/request-record.js";
import {RunFolder} from "../../../loaders/store/run-folder.js";
import {startFaultProxy, type Fault, type FaultProxy} from "../../support/fault-proxy.js";
import {packageVersion} from "../../../loaders/workspace/package-folder.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {directCompletions, drawPolicy, policyOf, someProblems, storedRows} from "./served-study.js";

const model = "data/models/countdown-base";
const problems = someProblems(30);
const n = 16;
let server: ModelServer;
let direct: Map<string, string>;

beforeAll(async () => {
  server = await startModelServer({model, threads: 1});
  await server.ready;
  direct = await directCompletions(
    policyOf({engine: "micro", model: `${process.cwd()}/${model}`}),
    problems,
    n
  );
});

afterAll(() => server.close());

async function proxyWith(rates: Partial<Record<Fault, number>>): Promise<FaultProxy> {
  const proxy = await startFaultProxy({
    target: server.url,
    seed: 5,
    rates,
    retryAfterSeconds: 0.2,
    pieceMs: 2
  });
  onTestFinished(() => proxy.close());
  return proxy;
}

const served = (url: string, more: Record<string, unknown> = {}): ReturnType<typeof policyOf> =>
  policyOf({engine: "openai", model: "countdown-base", url, timeout: 3, timeout_per_token: 0, ...more});

/** Each key once, with the text that the engine itself draws for its seed. */
async function expectDirectTexts(run: RunFolder): Promise<void> {
  const rows = await storedRows(run);
  expect(rows.map(({problem_id, sample_index}) => `${problem_id} ${sample_index}`).sort()).toEqual(
    [...direct.keys()].sort()
  );
  for (const {problem_id, sample_index, completion} of rows)
    expect(completion).toBe(direct.get(`${problem_id} ${sample_index}`));
}

describe("completions from a server", () => {
  it("are those of the engine itself for the same seeds, with their tokens and log-probabilities", async () => {
    const run = new RunFolder(temporaryFolder());
    // A machine with other load may take its time: no attempt is to fail here.
    const {result, found} = await drawPolicy(run, served(server.url, {timeout: 60}), {problems, n});
    expect(result).toEqual({drawn: 480, failed: 0});
    expect(found).toEqual([
      `${server.url}: serve-model ${packageVersion()}; seeds hold, one a completion; 8 completions a request; log-probabilities with 5 alternatives`
    ]);
    await expectDirectTexts(run);
    for (const row of await storedRows(run)) {
      expect(row.attempts).toBe(1);
      expect(row.completion_tokens).toBe(
        row.completion.split(" ").length + (row.finish_reason === "stop" ? 1 : 0)
      );
      expect(row.sum_logprob).toBeLessThan(0);
      expect(row.entropy_bound).toBeGreaterThanOrEqual(0);
    }
  });

  it("do not depend on how many are asked for at once", async () => {
    const run = new RunFolder(temporaryFolder());
    await drawPolicy(run, served(server.url, {n_per_request: 3, max_in_flight: 2}), {problems, n});
    await expectDirectTexts(run);
  });

  const faults: Partial<Record<Fault, number>> = {
    "reset-before": 0.02,
    "reset-after": 0.02,
    "half-body": 0.02,
    "malformed-json": 0.02,
    "429": 0.01,
    "429-seconds": 0.01,
    "429-date": 0.005,
    "500": 0.02,
    "503": 0.01,
    hang: 0.005,
    "duplicate-choices": 0.03,
    "fewer-choices": 0.05,
    "more-choices": 0.02,
    "missing-usage": 0.03,
    "error-in-200": 0.01,
    "empty-body": 0.02,
    "truncated-utf8": 0.01,
    "slow-body": 0.02
  };

  it("are all there, each once and none invented, whatever befalls the requests", async () => {
    const proxy = await proxyWith(faults);
    const run = new RunFolder(temporaryFolder());
    const {result} = await drawPolicy(run, served(proxy.url, {n_per_request: 2, retries: 20}), {problems, n});
    expect(result).toEqual({drawn: 480, failed: 0});
    await expectDirectTexts(run);
    const {failed_attempts: failed} = readRequests(run.completions("countdown", "base"))!;
    for (const reason of ["reset", "malformed", "overload", "server error", "incomplete"])
      expect(failed[reason], reason).toBeGreaterThan(0);
    expect((await storedRows(run)).some(({attempts}) => attempts > 1)).toBe(true);
  }, 120_000);

  it("are all there after the server went away in the middle and came back", async () => {
    const proxy = await proxyWith({});
    const run = new RunFolder(temporaryFolder());
    let restarted: Promise<void> | undefined;
    await drawPolicy(run, served(proxy.url, {max_in_flight: 4}), {
      problems,
      n,
      onProgress: (done) => {
        if (done > 100) restarted ??= proxy.restart(3000);
      }
    });
    await restarted;
    await expectDirectTexts(run);
    expect(readRequests(run.completions("countdown", "base"))!.failed_attempts).toHaveProperty("refused");
  });

  it("are asked for again by the next run where all attempts failed, and nothing stands in for them", async () => {
    const proxy = await proxyWith({});
    const run = new RunFolder(temporaryFolder());
    const policy = served(proxy.url, {retries: 0});
    const first = await drawPolicy(run, policy, {
      problems,
      n,
      onFound: () => {
        proxy.setRates({"500": 0.4});
      }
    });
    expect(first.result.failed).toBeGreaterThan(0);
    expect(await storedRows(run)).toHaveLength(first.result.drawn);
    const record = readRequests(run.completions("countdown", "base"))!;
    expect(record.given_up).toEqual({"server error": first.result.failed});
    proxy.setRates({});
    const second = await drawPolicy(run, policy, {problems, n});
    expect(second.result).toEqual({drawn: first.result.failed, failed: 0});
    await expectDirectTexts(run);
  });

  it("stay when the user interrupts; requests under way end at once", async () => {
    const proxy = await proxyWith({});
    const run = new RunFolder(temporaryFolder());
    const controller = new AbortController();
    const start = performance.now();
    const {result} = await drawPolicy(run, served(proxy.url, {timeout: 600, max_in_flight: 4}), {
      problems,
      n,
      signal: controller.signal,
      onProgress: (done) => {
        if (done < 100 || controller.signal.aborted) return;
        proxy.setRates({hang: 1});
        setTimeout(() => {
          controller.abort();
        }, 200);
      }
    });
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(result.drawn).toBeGreaterThanOrEqual(100);
    expect(result.failed).toBe(0);
    expect(await storedRows(run)).toHaveLength(result.drawn);
  });
});
