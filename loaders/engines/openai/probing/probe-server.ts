import {UserError} from "../../../schema/user-error.js";
import {RequestFailure} from "../client/failure.js";
import type {Answer} from "../protocol/answer.js";
import type {IdentifiedServer} from "./identify-server.js";
import type {ProbeRequest} from "./probe-request.js";
import {findSeedTrait} from "./seed-probe.js";
import {heedsSeeds, type ServerTraits} from "./server-traits.js";

/** Seeds of a probe; any would do. */
const seed = 20_250_416;

/** So many seeds that give one text are a constant seed, unless the model is that sure. */
const constantSeeds = 8;

/**
 * Finds out what a server does with n, seeds and log-probabilities, by asking. `ask` sends one request and throws a
 * RequestFailure. Throws a UserError where the plainest request is refused, and for a server that gives one text for all seeds.
 */
export async function probeServer(
  ask: (request: ProbeRequest) => Promise<Answer>,
  {kind, version}: IdentifiedServer,
  wanted: {url: string; n: number; topLogprobs: number | null}
): Promise<ServerTraits> {
  const plain = await plainest(ask, wanted);
  const {request, answer} = plain;
  const topLogprobs = answer.choices[0]!.tokens === null ? null : request.topLogprobs;
  const countsTokens = answer.countedTokens !== null;
  const single: ProbeRequest = {...request, topLogprobs};
  // Without tokens one by one, an answer's count is that of all its choices, or of the first alone.
  const most = topLogprobs === null && countsTokens ? 1 : wanted.n;
  const n = await largestN(ask, single, most);
  const {seeds, isSteady} = await findSeedTrait(ask, (many) => askWhole(ask, many), {
    single: {...single, n: 1},
    first: answer,
    n
  });
  const looksConstant =
    heedsSeeds(seeds) && (await findConstantSeed(ask, single, seeds === "single" ? 1 : n, wanted.url));
  return {
    kind,
    version,
    seeds,
    isSteady,
    n: seeds === "single" ? 1 : n,
    topLogprobs,
    takesFields: request.withFields,
    countsTokens,
    looksConstant
  };
}

/** The richest request that the server takes, with its answer. */
async function plainest(
  ask: (request: ProbeRequest) => Promise<Answer>,
  {url, topLogprobs}: {url: string; topLogprobs: number | null}
): Promise<{request: ProbeRequest; answer: Answer}> {
  const whole: ProbeRequest = {n: 1, seed, topLogprobs, withFields: true};
  const less: ProbeRequest[] = [
    whole,
    {...whole, withFields: false},
    {...whole, topLogprobs: null},
    {...whole, topLogprobs: null, withFields: false},
    {...whole, seed: null},
    {...whole, seed: null, topLogprobs: null, withFields: false}
  ];
  let refusal: RequestFailure | undefined;
  for (const request of less) {
    try {
      return {request, answer: await ask(request)};
    } catch (error) {
      if (!(error instanceof RequestFailure) || error.reason !== "rejected") throw error;
      refusal ??= error;
    }
  }
  throw new UserError(
    `${url} refuses the plainest request (${refusal!.message}): check model, prompt and max_tokens`
  );
}

/** A server that does not take n gives one choice each time; one that is disturbed gives them all at the third time. */
async function askWhole(
  ask: (request: ProbeRequest) => Promise<Answer>,
  request: ProbeRequest
): Promise<Answer> {
  let answer = await ask(request);
  for (let again = 0; again < 2 && answer.choices.length < request.n; again++) answer = await ask(request);
  return answer;
}

/** The most choices that it gives to one request, halving from `most`. */
async function largestN(
  ask: (request: ProbeRequest) => Promise<Answer>,
  single: ProbeRequest,
  most: number
): Promise<number> {
  for (let n = most; n > 1; n = Math.floor(n / 2)) {
    try {
      const {choices} = await askWhole(ask, {...single, n});
      if (choices.length === n) return n;
      if (choices.length === 1) return 1;
    } catch (error) {
      if (!(error instanceof RequestFailure) || error.reason === "cancelled") throw error;
    }
  }
  return 1;
}

/**
 * Whether one text comes for all seeds. Throws a UserError where the text's log-probability says that this is no chance; without
 * log-probabilities a model may be that sure of its first words.
 */
async function findConstantSeed(
  ask: (request: ProbeRequest) => Promise<Answer>,
  single: ProbeRequest,
  n: number,
  url: string
): Promise<boolean> {
  const texts = new Set<string>();
  const sums: (number | null)[] = [];
  for (let drawn = 0; drawn < constantSeeds; drawn += n) {
    const answer = await ask({...single, n: Math.min(n, constantSeeds - drawn), seed: seed + drawn});
    for (const text of textsOf(answer)) texts.add(text);
    for (const {tokens} of answer.choices) sums.push(tokens?.sumLogprob ?? null);
  }
  if (texts.size > 1) return false;
  // A text of probability .5 comes eight times running in one run of 256.
  if (sums.every((sum) => sum !== null && sum < Math.log(0.5)))
    throw new UserError(
      `${url} gives one and the same text for ${constantSeeds} seeds at temperature 1: its completions are no draws; look for a constant seed in its settings`
    );
  return sums.includes(null);
}

function textsOf({choices}: Answer): string[] {
  return choices.map(({text, reasoning}) => JSON.stringify([reasoning, text]));
}
