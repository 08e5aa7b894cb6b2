import type {FigureAnswer} from "../shared/figure-answer.js";
import {listText, points, tries, whole} from "../shared/format.js";
import {sentences} from "../shared/sentences.js";
import type {CoverageView} from "./coverage-view.js";

/** The answer with what is exactly so of its pairs, where all solutions are known: at the settings, and without truncation. */
export function withExact(answer: FigureAnswer, views: readonly CoverageView[]): FigureAnswer {
  const cases = views.flatMap(exactDifferences);
  const [first] = cases;
  if (first === undefined) return answer;
  const isNamed = views.reduce((sum, {coverage}) => sum + coverage.comparisons.length, 0) > 1;
  const isSameK = cases.every(({k}) => k === first.k);
  const of = isNamed
    ? `For ${listText(unique(cases, "policy"))} on ${tasksText(unique(cases, "task"))} all`
    : "All";
  const [settings, full] = [cases.map((one) => one.settings), cases.map((one) => one.full)];
  const exactly = `${of} solutions are known: without sampling, with ${isSameK ? tries(first.k) : "the most tries"}, ${leadsText(settings, full)} at temperature 1 from all tokens.`;
  const lead = sentences(answer.lead, exactly);
  if (cases.length === 1) return {...answer, lead};
  const each = cases.map(
    (one) =>
      `${one.policy}, ${one.task}, ${tries(one.k)}: ${points(one.settings)} at the settings, ${points(one.full)} at temperature 1 from all tokens`
  );
  return {
    ...answer,
    lead,
    note: sentences(answer.note ?? "", `Without sampling, RL minus base in points: ${each.join("; ")}.`)
  };
}

function unique(cases: readonly ExactDifference[], part: "policy" | "task"): string[] {
  return [...new Set(cases.map((one) => one[part]))];
}

function tasksText(tasks: readonly string[]): string {
  return tasks.length === 1 ? tasks[0]! : `${whole(tasks.length)} tasks`;
}

/** Who leads at the settings, and at temperature 1: who leads at both is named once. */
function leadsText(settings: readonly number[], full: readonly number[]): string {
  const [first, second] = [leadText(settings), leadText(full)];
  const leader = /^.* leads (?=by )/.exec(first)?.[0];
  const isSame = leader !== undefined && second.startsWith(leader);
  return `${first} at the settings and ${isSame ? second.slice(leader.length) : second}`;
}

/** Who leads by how much, over all differences: `the base leads by 14.0 to 37.0 points`. */
function leadText(differences: readonly number[]): string {
  const ends = [Math.min(...differences), Math.max(...differences)] as const;
  const range = (values: readonly number[], show: (value: number) => string): string =>
    `${[...new Set(values.map(show))].join(" to ")} points`;
  const size = (value: number): string => points(Math.abs(value)).replace("+", "");
  if (ends[1] < 0) return `the base leads by ${range([-ends[1], -ends[0]], size)}`;
  if (ends[0] > 0) return `RL leads by ${range(ends, size)}`;
  return `RL minus base is ${range(ends, points)}`;
}

/** What the marks of exact values are; empty where there are none. */
export function exactMarksNote(views: readonly CoverageView[]): string {
  return views.every(({exact = []}) => exact.length === 0)
    ? ""
    : " Crosses: exact, from all solutions; × at the settings, + at temperature 1 from all tokens.";
}

interface ExactDifference {
  /** Labels. */
  policy: string;
  task: string;
  k: number;
  settings: number;
  full: number;
}

/** RL minus base at the largest budget that was measured of both and has exact values. */
function exactDifferences({coverage, benchmark, policies, exact = []}: CoverageView): ExactDifference[] {
  return coverage.comparisons.flatMap((comparison): ExactDifference[] => {
    const at = (policy: string, k: number) => exact.find((point) => point.policy === policy && point.k === k);
    const k = comparison.points
      .map((point) => point.k)
      .findLast((each) => at(comparison.base, each) !== undefined && at(comparison.rl, each) !== undefined);
    if (k === undefined) return [];
    const [base, rl] = [at(comparison.base, k)!, at(comparison.rl, k)!];
    const label = policies.find(({policy}) => policy === comparison.rl)?.label ?? comparison.rl;
    return [
      {
        policy: label,
        task: benchmark.label,
        k,
        settings: rl.settings - base.settings,
        full: rl.full - base.full
      }
    ];
  });
}
