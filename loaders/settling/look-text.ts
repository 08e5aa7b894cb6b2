import type {LookResult} from "../../src/metrics/coverage/settled.js";
import type {StudyPair} from "./study-look.js";

/** What is known of a pair at a look, in a sentence without its full stop: on its problems, then for problems like these. */
export function pairText({benchmark, base, rl, look: {here, population}}: StudyPair): string {
  const pair = `${rl} over ${base} on ${benchmark}`;
  if (here.settled === "unsolved") return `${pair}: no problem was solved by either`;
  return `${pair}: ${resultText(here)}; for problems like these: ${rangeText(population)}`;
}

function resultText(result: LookResult): string {
  const {settled, kMax} = result;
  if (settled === "rl-ahead") return `no crossing up to ${kMax}`;
  if (settled === "base-ahead") return "the base is ahead from k = 1 on";
  return settled === "crossing" ? rangeText(result) : `open: ${rangeText(result)}`;
}

function rangeText({crossing: {low, high}, kMax}: LookResult): string {
  if (Number.isNaN(low)) return "nothing measured";
  if (low === Infinity) return `no crossing up to ${kMax}`;
  if (low <= 1 && high === Infinity) return `anything up to ${kMax} and beyond may be k*`;
  return high === Infinity
    ? `k* ${roundDown(low)} or more, measured to ${kMax}`
    : `k* in [${roundDown(low)}, ${roundUp(high)}]`;
}

/** Outwards, to three digits or whole numbers. */
function roundDown(k: number): string {
  return k < 10 ? String(Math.floor(k * 10) / 10) : String(Math.floor(k));
}

function roundUp(k: number): string {
  return k < 10 ? String(Math.ceil(k * 10) / 10) : String(Math.ceil(k));
}
