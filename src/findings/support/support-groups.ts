import {supportClasses, type SupportClass} from "../../metrics/support/certificate.js";
import {solversOf, type SupportProblem, type SupportSide} from "../../metrics/support/support-problem.js";
import type {SupportPair, SupportTable} from "../../metrics/support/support-table.js";
import type {SupportSideName} from "../../metrics/support/support-text.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {namedPair, type NamedPair} from "../perplexity/perplexity-conditions.js";

/** Problems of a pair that stand for one question: those that one policy alone solves, or the control, those that both solve. */
export interface SupportGroup {
  pair: SupportPair;
  named: NamedPair;
  /** `lost`: the base alone solves them; `gained`: the policy trained from it; `both`: the control. */
  kind: "lost" | "gained" | "both";
  /** The policy whose certificates these are. */
  side: SupportSideName;
  problems: readonly SupportProblem[];
}

/** The groups of all pairs: what was lost, what was gained, and the two controls. Groups without problems are there too. */
export function supportGroups({pairs}: SupportTable, study: StudySummary): SupportGroup[] {
  return pairs.flatMap((pair): SupportGroup[] => {
    const named = namedPair(pair, study);
    const of = (who: "base" | "rl" | "both"): SupportProblem[] =>
      pair.problems.filter((problem) => solversOf(problem) === who);
    return [
      {pair, named, kind: "lost", side: "rl", problems: of("base")},
      {pair, named, kind: "gained", side: "base", problems: of("rl")},
      {pair, named, kind: "both", side: "rl", problems: of("both")},
      {pair, named, kind: "both", side: "base", problems: of("both")}
    ];
  });
}

/** How many problems of a group have each class, in the order of the classes. */
export function classCounts({problems, side}: SupportGroup): Record<SupportClass, number> {
  const counts = Object.fromEntries(supportClasses.map((each) => [each, 0])) as Record<SupportClass, number>;
  for (const problem of problems) counts[problem[side].class]++;
  return counts;
}

/** The bound that a certificate rests on: of a problem that the policy solves, what others wrote. */
export function certifiedBound({c, bound, others}: SupportSide): SupportSide["bound"] {
  return c > 0 ? others : bound;
}

/** Whose problems a group holds, and who is asked: `Base solves, GRPO does not`. */
export function groupTitle({named, kind, side}: SupportGroup): string {
  const {base, rl} = named;
  if (kind === "lost") return `${base.label} solves, ${rl.label} does not`;
  if (kind === "gained") return `${rl.label} solves, ${base.label} does not`;
  return `both solve, ${named[side].label} asked`;
}
