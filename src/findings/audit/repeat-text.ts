import type {AuditCell} from "../../metrics/audit/audit-table.js";
import {distinctLabel} from "../shared/distinct-label.js";
import {percent, points, whole} from "../shared/format.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";

/** Groups of copied indexes that are named. */
const MOST_GROUPS = 3;

/** What must be known before anything of a study is believed: completions that were not drawn anew. Empty for none. */
export function repeatAlerts(
  cells: readonly AuditCell[],
  study: Pick<StudySummary, "policies" | "benchmarks">
): string[] {
  return cells.flatMap((cell) => {
    const text = repeatAlert(cell);
    if (text === null) return [];
    const label =
      study.benchmarks.find(({benchmark}) => benchmark === cell.benchmark)?.label ?? cell.benchmark;
    return [`${distinctLabel(study.policies, cell.policy)} on ${label}: ${text}`];
  });
}

function repeatAlert({repeat, n}: AuditCell): string | null {
  if (repeat === null || repeat.problems === 0) return null;
  const {problems, constant, copies, excess, seeds, rate, expected} = repeat;
  if (constant === problems)
    return (
      `all ${n.min === n.max ? `${whole(n.max)} ` : ""}completions of each of ${whole(problems)} problems are the same text. The seed was constant, or decoding was greedy: ` +
      `one completion was drawn, and counted several times. Nothing here is measured beyond k = 1.`
    );
  if (copies.length > 0) {
    const groups = copies.slice(0, MOST_GROUPS).map((indexes) => indexes.map(String).join(" = "));
    const more = copies.length > MOST_GROUPS ? `, and ${whole(copies.length - MOST_GROUPS)} more` : "";
    return `sample indexes hold the same texts for every problem (${groups.join("; ")}${more}): draws that were copied, or repeated with one seed. They are counted several times.`;
  }
  if (excess !== null && excess.low > 0)
    return `${percent(rate!)} of the pairs of completions of a problem are the same text; the texts’ probabilities explain ${percent(expected!)}.`;
  if (seeds !== null && seeds.low > 0)
    return `completions that share a seed are the same text more often than those of different seeds, by ${points(seeds.estimate)} points.`;
  if (seeds !== null && seeds.high < 0)
    return `completions of different seeds are the same text more often than those that share one, by ${points(-seeds.estimate)} points: seeds may have been used twice.`;
  return null;
}

/** A table's word on repeats: what was tested, and what came out. */
export function repeatVerdict({repeat}: AuditCell): string {
  if (repeat === null) return "no texts";
  if (repeat.rate === null) return "one completion each";
  const {constant, problems, excess, seeds, copies, rate, expected} = repeat;
  const parts = [`${percent(rate)} of pairs`];
  if (expected !== null) parts.push(`${percent(expected)} expected`);
  if (constant > 0) parts.push(`constant on ${whole(constant)} of ${whole(problems)} problems`);
  if (copies.length > 0) parts.push("copied indexes");
  if (seeds !== null) parts.push(`${points(seeds.estimate)} points within seeds`);
  if (excess === null && seeds === null) parts.push("what to expect is not known");
  return parts.join("; ");
}
