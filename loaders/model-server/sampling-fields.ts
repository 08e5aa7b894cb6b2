import {randomInt} from "node:crypto";
import {type} from "arktype";
import type {SamplingSettings} from "../engines/engine.js";
import {badRequest} from "./request-error.js";

/** The most tokens at each place whose log-probabilities are given. */
export const mostTops = 20;

/** Fields that both kinds of completions share. */
const samplingFields = type({
  "model?": "string",
  "n?": "number.integer >= 1",
  "seed?": `0 <= number.integer <= ${Number.MAX_SAFE_INTEGER}`,
  // The engine divides by it in single precision.
  "temperature?": "number == 0 | 0.0001 <= number <= 1000",
  "top_p?": "0 < number <= 1",
  "max_tokens?": `0 <= number.integer <= ${Number.MAX_SAFE_INTEGER}`,
  "max_completion_tokens?": `0 <= number.integer <= ${Number.MAX_SAFE_INTEGER}`,
  "stop?": "string > 0 | (string > 0)[] <= 4",
  "stream?": "boolean",
  "stream_options?": {"include_usage?": "boolean"}
});

/** How completions are drawn. */
export interface Sampling {
  /** What the request calls the model; null where it does not. */
  model: string | null;
  n: number;
  /** Of the first completion; each next one of a prompt has the next seed. */
  seed: number;
  settings: Omit<SamplingSettings, "maxTokens">;
  /** Null for the default. */
  maxTokens: number | null;
  stops: readonly string[];
  stream: {includeUsage: boolean} | null;
}

/** Fields that change what is drawn and that a micro model knows nothing of, with the values that change nothing. */
const neutral: Record<string, readonly unknown[]> = {
  top_k: [0, -1],
  min_p: [0],
  typical_p: [1],
  presence_penalty: [0],
  frequency_penalty: [0],
  repetition_penalty: [1],
  min_tokens: [0],
  ignore_eos: [false],
  suffix: [""]
};

/** The common fields of a request, checked. Throws a RequestError that names the first that is wrong. */
export function readSampling(body: Record<string, unknown>, mostN: number): Sampling {
  const given = checkFields(samplingFields, body);
  for (const [name, values] of Object.entries(neutral))
    if (name in body && !values.includes(body[name]))
      throw badRequest(`${name} is not supported: leave it out, or give ${values.join(" or ")}`, name);
  const {n = 1, temperature = 1, top_p: topP = 1, stop = []} = given;
  if (n > mostN) throw badRequest(`n must be at most ${mostN} (was ${n})`, "n");
  if (![undefined, n].includes(body.best_of as number | undefined))
    throw badRequest("best_of is not supported: leave it out, or give n", "best_of");
  const seed = given.seed ?? randomInt(2 ** 47);
  if (!Number.isSafeInteger(seed + (n - 1)))
    throw badRequest(`seed + n - 1 must be at most ${Number.MAX_SAFE_INTEGER}`, "seed");
  return {
    model: given.model ?? null,
    n,
    seed,
    settings: {temperature, topP},
    maxTokens: given.max_completion_tokens ?? given.max_tokens ?? null,
    stops: typeof stop === "string" ? [stop] : stop,
    stream: given.stream === true ? {includeUsage: given.stream_options?.include_usage === true} : null
  };
}

/** What a schema makes of a body. Throws a RequestError with the first field that it refuses. */
export function checkFields<T>(
  schema: (value: unknown) => T | InstanceType<typeof type.errors>,
  body: unknown
): T {
  const checked = schema(body);
  if (!(checked instanceof type.errors)) return checked;
  const [first] = checked;
  throw badRequest(first!.message, String(first!.path[0] ?? "") || null);
}
