import {RequestFailure} from "../client/failure.js";
import type {Answer} from "../protocol/answer.js";
import type {ProbeRequest} from "./probe-request.js";
import type {SeedTrait} from "./server-traits.js";

type Ask = (request: ProbeRequest) => Promise<Answer>;

/** What a server does with seeds. */
export interface SeedFinding {
  seeds: SeedTrait;
  /** The same seed gave the same text each time, beside other requests too. */
  isSteady: boolean;
}

/** Requests under way together: so many that a server's batch holds several. */
const together = 8;

/**
 * Finds out what a server does with seeds, from the first answer to `single`, which asks for one choice. A server whose batches round
 * differently, such as llama.cpp's, may give a seed's text again or not, as the requests beside it and what it kept of the prompt will
 * have it: a seed that gives one text twice in four times is heeded.
 */
export async function findSeedTrait(
  ask: Ask,
  askWhole: Ask,
  {single, first, n}: {single: ProbeRequest; first: Answer; n: number}
): Promise<SeedFinding> {
  const {seed} = single;
  if (seed === null) return {seeds: "refused", isSteady: false};
  const texts = [choiceText(first), choiceText(await ask(single))];
  if (texts[0] !== texts[1]) {
    texts.push(choiceText(await ask(single)), choiceText(await ask(single)));
    if (new Set(texts).size === texts.length) return {seeds: "ignored", isSteady: false};
  }
  const isSteady = new Set(texts).size === 1 && (await isSteadyBeside(ask, single, seed, texts[0]!));
  if (n === 1) return {seeds: "contiguous", isSteady};
  const [both, next] = [await askWhole({...single, n: 2}), await ask({...single, seed: seed + 1})];
  const isNext = texts.includes(choiceText(both)) && choiceText(both, 1) === choiceText(next);
  return {seeds: isNext ? "contiguous" : "single", isSteady};
}

/** Every second request has the seed. One that fails says nothing: servers may take fewer at once. */
async function isSteadyBeside(ask: Ask, single: ProbeRequest, seed: number, text: string): Promise<boolean> {
  const asked = Array.from({length: together}, (_, place) => (place % 2 === 0 ? seed : seed + place));
  const answers = await Promise.all(
    asked.map(async (each) => {
      try {
        return choiceText(await ask({...single, seed: each}));
      } catch (error) {
        if (!(error instanceof RequestFailure) || error.reason === "cancelled") throw error;
        return null;
      }
    })
  );
  return answers.every((answer, place) => answer === null || asked[place] !== seed || answer === text);
}

function choiceText({choices}: Answer, place = 0): string {
  const {text, reasoning} = choices[place]!;
  return JSON.stringify([reasoning, text]);
}
