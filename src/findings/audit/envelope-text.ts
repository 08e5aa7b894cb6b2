import type {DifferencePoint} from "../../metrics/coverage/coverage-table.js";
import type {EnvelopeCase} from "../../metrics/coverage/envelope.js";
import {listText, points, whole} from "../shared/format.js";

const doubts = {
  cut: "cut completions",
  error: "completions that the verifier failed on",
  disagreement: "completions on which verifiers differ"
} as const;

/** How doubted completions are counted, in a few words: `cut completions left out`. */
export function wayText({doubt, verifier, way}: EnvelopeCase): string {
  if (doubt === null || way === null) return "as judged";
  if (way === "other") return `as ${verifier ?? "another verifier"} judges`;
  if (way === "left out") return `${doubts[doubt]} left out${verifier === null ? "" : ` (${verifier})`}`;
  return `${doubts[doubt]} counted ${way}`;
}

/** Whether another way of counting changes who is ahead beyond the interval, at k = 1 or at the largest k, in a sentence. */
export function envelopeAnswer(cases: readonly EnvelopeCase[]): string {
  const pairs = new Map<string, EnvelopeCase[]>();
  for (const one of cases) {
    const key = JSON.stringify([one.experiment, one.benchmark, one.base, one.rl]);
    pairs.set(key, [...(pairs.get(key) ?? []), one]);
  }
  if (pairs.size === 0)
    return "No completion was cut at a known limit, none failed its verifier, and no two verifiers differ: there is nothing to count otherwise.";
  const changed = [...pairs.values()].flatMap(([own, ...others]) => {
    const other = others.filter((one) => isChanged(own!.first, one.first) || isChanged(own!.last, one.last));
    return other.length === 0 ? [] : [other];
  });
  const count = `${whole(pairs.size)} ${pairs.size === 1 ? "comparison" : "comparisons"}`;
  if (changed.length === 0)
    return `However the doubtful completions are counted, who is ahead at k = 1 and at the largest k stays as it is in ${pairs.size === 1 ? "the one comparison" : `all ${count}`} that have any.`;
  const ways = new Set(changed.flat().map(wayText));
  return `In ${whole(changed.length)} of ${count} another way of counting changes who is ahead at k = 1 or at the largest k, or whether anyone is beyond the interval: ${listText([...ways])}.`;
}

/** Whether two differences lie on different sides of 0, an interval that holds 0 being a side of its own. */
function isChanged(a: DifferencePoint, b: DifferencePoint): boolean {
  return sideOf(a) !== sideOf(b);
}

function sideOf({low, high}: DifferencePoint): number {
  return low > 0 ? 1 : high < 0 ? -1 : 0;
}

/** A difference with its interval, in points. */
export function differenceText({difference, low, high}: DifferencePoint): string {
  return `${points(difference)} (${points(low)} to ${points(high)})`;
}
