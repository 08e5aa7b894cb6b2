import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Exchange} from "../../loaders/engines/openai/client/exchange.js";
import {readAnswer} from "../../loaders/engines/openai/protocol/read-answer.js";
import {requestBody} from "../../loaders/engines/openai/protocol/request-body.js";
import {createModelAccess} from "../../loaders/engines/model-access.js";
import type {Engine} from "../../loaders/engines/engine.js";
import {drawCompletions} from "../../loaders/sampling/draw.js";
import type {Problem} from "../../loaders/schema/problem.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {policyOf} from "../../test/engines/openai/served-study.js";

/** What a client is asked to do. */
export interface ClientTask {
  /** `draw`: as a study samples, from the plan to Parquet. `ask`: requests and their answers alone, as many under way as told. */
  kind: "draw" | "ask";
  url: string;
  problems: number;
  n: number;
  inFlight: number;
  /** Alternatives of each token that are asked for; null for no log-probabilities. */
  top: number | null;
  /** Stops after so long; null for never. */
  seconds: number | null;
}

/** What that took. */
export interface ClientWork {
  completions: number;
  seconds: number;
  cpuSeconds: number;
  /** Peak of the process. */
  megabytes: number;
}

const sampling = {temperature: 1, topP: 1, maxTokens: 65_536};
const task = JSON.parse(process.argv[2]!) as ClientTask;
const cpu = process.cpuUsage();
const start = performance.now();
const completions = await (task.kind === "draw" ? draw(task) : ask(task));
const seconds = (performance.now() - start) / 1000;
const {user, system} = process.cpuUsage(cpu);
const work: ClientWork = {
  completions,
  seconds,
  cpuSeconds: (user + system) / 1e6,
  megabytes: process.resourceUsage().maxRSS / 1024
};
console.log(JSON.stringify(work));

async function draw({url, problems: count, n, inFlight, top, seconds: most}: ClientTask): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "bench-client-"));
  const problems = Array.from({length: count}, (_, i): Problem => ({
    benchmark: "sums",
    problemId: `p${i}`,
    domain: "math",
    prompt: `${i} + 1 =`,
    gold: String(i + 1),
    meta: {}
  }));
  const policy = policyOf({
    engine: "openai",
    model: "m",
    url,
    n_per_request: 1,
    max_in_flight: inFlight,
    top_logprobs: top ?? false,
    sampling: {max_tokens: sampling.maxTokens}
  });
  const models = createModelAccess();
  let engine: Engine | undefined;
  try {
    const {drawn} = await drawCompletions({
      run: new RunFolder(folder),
      benchmark: "sums",
      policy: "base",
      problems,
      n,
      studySeed: 1,
      engine: async () => (engine = await models.load(policy)),
      ...(most === null ? {} : {signal: AbortSignal.timeout(most * 1000)})
    });
    return drawn;
  } finally {
    await engine?.close();
    await models.close();
    rmSync(folder, {recursive: true});
  }
}

async function ask({url, problems, n, inFlight, top}: ClientTask): Promise<number> {
  const exchange = new Exchange();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let seed = next++; seed < problems * n; seed = next++) {
      const asked = {request: {prompt: "1 + 1 ="}, picture: null, n: 1, seed};
      const body = requestBody("completions", asked, {
        model: "m",
        sampling,
        fields: {},
        extra: {},
        topLogprobs: top
      });
      const {choices} = await exchange.post(`${url}/v1/completions`, body, 600_000, (bytes) =>
        readAnswer(bytes, 1)
      );
      if (!choices[0]!.text.startsWith(`${seed} `)) throw new Error("another request's answer");
    }
  };
  await Promise.all(Array.from({length: inFlight}, work));
  await exchange.close();
  return problems * n;
}
