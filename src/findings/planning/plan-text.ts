import {
  cheapestPlan,
  type PlanGoal,
  type PlanRow,
  type StudyPlan
} from "../../metrics/planning/study-plan.js";
import {about, whole} from "../shared/format.js";

/** A number of tokens as people say it: `14M`, `3.2G`, `820k`. */
export function tokensText(tokens: number): string {
  for (const [unit, name] of [
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"]
  ] as const) {
    if (tokens >= unit) return `${whole3(tokens / unit)}${name}`;
  }
  return whole(tokens);
}

function whole3(value: number): string {
  return value >= 100 ? whole(Math.round(value)) : String(Number(value.toPrecision(2)));
}

/** A time: `12 minutes`, `3.4 hours`, `120 hours`. */
export function hoursText(hours: number): string {
  const minutes = Math.ceil(hours * 60);
  if (minutes <= 1) return "1 minute";
  return hours < 1 ? `${whole(minutes)} minutes` : `${whole3(hours)} hours`;
}

/** A size of a difference in points, without a sign: `5`, `3.3`. */
function sizeText(difference: number): string {
  return String(Number((Math.abs(difference) * 100).toFixed(1)));
}

/** What is to be shown, in words. */
function goalText(goal: PlanGoal, {at, difference: {planned, own}}: StudyPlan): string {
  if (goal === "crossing") return "a crossing";
  return `a difference of ${sizeText(planned ?? own)} points at k = ${whole(at)}`;
}

function rowText({problems, completions, tokens, hours}: PlanRow, {cost}: StudyPlan): string {
  const limit = cost.are === "limit" ? "at most " : "";
  const price = [
    ...(tokens === null ? [] : [`${limit}${tokensText(tokens)} tokens`]),
    ...(hours === null ? [] : [hoursText(hours)])
  ];
  const of = `${whole(problems)} problems x ${whole(completions)} completions of each policy`;
  return price.length === 0 ? of : `${of} (${price.join(", ")})`;
}

/** The cheapest plan that reaches the power asked for, or why there is none. */
export function planSentence(plan: StudyPlan, goal: PlanGoal): string {
  const {rows, power, benchmark, difference} = plan;
  if (goal === "difference" && difference.planned === null) return impossibleText(plan);
  const what = goalText(goal, plan);
  const {within, anyhow, best} = cheapestPlan(rows, {goal, power, available: benchmark.problems});
  const shows = (row: PlanRow): string =>
    `${rowText(row, plan)} show ${what} with a probability of ${about(row[goal]!)}.`;
  if (within) return shows(within);
  const most = (scope: string): string =>
    best === null ? "" : ` The most ${scope}is ${about(best[goal]!)}, with ${rowText(best, plan)}.`;
  if (anyhow) {
    const size = whole(benchmark.problems!);
    return `The benchmark’s ${size} problems are too few: ${shows(anyhow)}${most("that they allow ")}`;
  }
  const largest = rows.at(-1)!;
  return (
    `Nothing in the table shows ${what} with a probability of ${about(power)}, up to ${whole(largest.problems)} problems x ` +
    `${whole(largest.completions)} completions.${most(largest.problems > (benchmark.problems ?? Infinity) ? "that the benchmark’s problems allow " : "")}`
  );
}

function impossibleText({difference: {asked, own, most}, at}: StudyPlan): string {
  const limit = own < 0 ? "solves nothing" : "always solves whatever it ever solves";
  return `A difference of ${sizeText(asked!)} points at k = ${whole(at)} cannot be: where the RL policy ${limit} it is ${sizeText(most)} points.`;
}
