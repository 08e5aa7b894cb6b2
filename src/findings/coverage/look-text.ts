import type {LookedBenchmark, LookedPair, RecordedResult} from "../../metrics/coverage/recorded-result.js";
import {powerText, whole} from "../shared/format.js";

/** How a text writes powers of ten and percentages: for a terminal, or as pages do. */
export interface Marks {
  level: number;
  isPage: boolean;
}

/** What is known of a pair at a look, without a full stop: on its problems, then for problems like these. */
export function lookText(
  {here, population}: {here: RecordedResult; population: RecordedResult},
  marks: Marks
): string {
  const text = hereText(here, marks);
  return here.settled === "unsolved"
    ? text
    : `${text}; for problems like these: ${rangeText(population, marks)}`;
}

/** What is known of a pair on its very problems; the level is that of all looks at once. */
export function hereText(result: RecordedResult, marks: Marks): string {
  const {settled, k_max: kMax, none_below: noneBelow} = result;
  if (settled === "unsolved") return "no problem was solved by either";
  if (settled === "base-ahead") return `the base is ahead from k = 1 on ${at(marks)}`;
  if (settled === "crossing") return rangeText(result, marks);
  if (settled === "open") return `open: ${rangeText(result, marks)}`;
  const bound =
    kMax !== null && kMax < noneBelow
      ? ` (measured to k = ${whole(kMax)}; beyond it a bound: the base’s curve rises no faster than it last did, RL’s does not fall)`
      : "";
  return `${noneText(noneBelow, marks)}${bound}`;
}

/** What sampling came to for a pair: of how many completions, and what is known on these problems. */
export function lookedSentence({completions, planned, level}: LookedBenchmark, {here}: LookedPair): string {
  const after = `after ${whole(completions)} of ${whole(planned)} completions`;
  const text = hereText(here, {level, isPage: true});
  if (here.settled === "open")
    return `Still open ${after}, on these problems: ${text.replace(/^open: /, "")}.`;
  return `${here.settled === "unsolved" ? "Given up" : "Decided"} ${after}, on these problems: ${text}.`;
}

/** `lookedSentence` of a comparison; null where n was fixed, or the pair was not looked at. */
export function lookedOf(
  {looked}: {looked?: LookedBenchmark},
  {base, rl}: {base: string; rl: string}
): string | null {
  const pair = looked?.pairs.find((one) => one.base === base && one.rl === rl);
  return looked === undefined || pair === undefined ? null : lookedSentence(looked, pair);
}

function noneText(k: number, marks: Marks): string {
  return `no crossing below ${budgetText(k, marks)} ${at(marks)}`;
}

function rangeText({low, high, k_max: kMax}: RecordedResult, marks: Marks): string {
  if (kMax === null) return "nothing measured";
  if (low === null) return noneText(kMax, marks);
  if (low <= 1 && high === null) return `anything up to ${whole(kMax)} and beyond may be k*`;
  return high === null
    ? `k* ${roundDown(low)} or more ${at(marks)}, measured to k = ${whole(kMax)}`
    : `k* in [${roundDown(low)}, ${roundUp(high)}] ${at(marks)}`;
}

function at({level, isPage}: Marks): string {
  return `at ${Number((level * 100).toPrecision(6))}${isPage ? "" : " "}%`;
}

/** A budget in digits; powers of ten from 10^4 on as such. */
export function budgetText(k: number, {isPage}: Pick<Marks, "isPage">): string {
  const exponent = Math.round(Math.log10(k));
  if (exponent < 4 || 10 ** exponent !== k) return whole(Math.floor(k));
  return isPage ? powerText(exponent) : `10^${exponent}`;
}

/** Outwards, to three digits or whole numbers. */
function roundDown(k: number): string {
  return k < 10 ? String(Math.floor(k * 10) / 10) : whole(Math.floor(k));
}

function roundUp(k: number): string {
  return k < 10 ? String(Math.ceil(k * 10) / 10) : whole(Math.ceil(k));
}
