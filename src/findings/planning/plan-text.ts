import {
  cheapestPlan,
  type PlanGoal,
  type PlanRow,
  type StudyPlan
} from "../../metrics/planning/study-plan.js";
import {about, points, whole} from "../shared/format.js";

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
  return hours < 1 ? `${whole(Math.ceil(hours * 60))} minutes` : `${whole3(hours)} hours`;
}

/** What is to be shown, in words. */
function goalText(goal: PlanGoal, {at, difference: {planned, own}}: StudyPlan): string {
  if (goal === "crossing") return "a crossing";
  return `a difference of ${points(Math.abs(planned ?? own)).replace("+", "")} points at k = ${whole(at)}`;
}

function rowText({problems, completions, tokens, hours}: PlanRow, {cost}: StudyPlan): string {
  const limit = cost.are === "limit" ? "at most " : "";
  const time = hours === null ? "" : `, ${hoursText(hours)}`;
  return `${whole(problems)} problems x ${whole(completions)} completions of each policy (${limit}${tokensText(tokens)} tokens${time})`;
}

/** The cheapest plan that reaches the power asked for, or why there is none, in one sentence. */
export function planSentence(plan: StudyPlan, goal: PlanGoal): string {
  const {rows, power, benchmark, difference, at} = plan;
  if (goal === "difference" && difference.planned === null)
    return `A difference of ${points(difference.asked!).replace("+", "")} points at k = ${whole(at)} cannot be: with every rate of the ${difference.own < 0 ? "RL policy at 0" : "RL policy at its highest"} it is ${points(difference.most).replace("+", "")} points.`;
  const what = goalText(goal, plan);
  const {within, anyhow, best} = cheapestPlan(rows, {goal, power, available: benchmark.problems});
  const chance = (row: PlanRow): string => about(row[goal]!);
  if (within) return `${rowText(within, plan)} show ${what} with a probability of ${chance(within)}.`;
  const most =
    best === null
      ? ""
      : ` The most that ${benchmark.problems === null ? "the table has" : "they allow"} is ${chance(best)}, with ${rowText(best, plan)}.`;
  if (anyhow)
    return `The benchmark has ${whole(benchmark.problems!)} problems, which are too few: ${rowText(anyhow, plan)} show ${what} with a probability of ${chance(anyhow)}.${most}`;
  const largest = rows.at(-1)!;
  return `Nothing in the table shows ${what} with a probability of ${about(power)}, up to ${whole(largest.problems)} problems x ${whole(largest.completions)} completions.${most.replace("they allow", "the benchmark’s problems allow")}`;
}

/** What a plan rests on, a sentence each. */
export function planAssumptions(plan: StudyPlan): string[] {
  const {population, difference, at, level, replicates, error, seed, cost} = plan;
  const fit = ({alpha, beta, never}: {alpha: number; beta: number; never: number}): string =>
    `Beta(${number(alpha)}, ${number(beta)})${never > 0 ? ` and ${about(never)} never solved` : ""}`;
  const rates = `${plan.base.label}: ${fit(population.base)}; ${plan.rl.label}: ${fit(population.rl)}`;
  return [
    population.kind === "pilot"
      ? `Solve rates: a pilot of ${whole(population.problems)} problems with ${population.least === population.most ? whole(population.most) : `${whole(population.least)} to ${whole(population.most)}`} judged completions each. Problems are drawn from it with replacement, both rates of a problem from what its counts leave open (${rates}).`
      : `Solve rates: ${population.isDefault ? "Qwen2.5-7B and SimpleRL-Zoo on MATH500, as published, since no pilot was given" : "as stated"} (${rates}; correlation of the two ${number(population.correlation)}).`,
    difference.planned !== null && difference.asked !== null
      ? `The difference (RL − base) at k = ${whole(at)} is ${points(difference.own)} points in this population; for one of ${points(difference.planned)} the logits of all rates of the RL policy are moved by one number. The crossing is that of the population as it is.`
      : `The difference (RL − base) at k = ${whole(at)} is ${points(difference.own)} points in this population.`,
    "A crossing is shown where the RL policy is ahead beyond its interval at k = 1, and the base at k = completions. More completions move that end: where both policies solve nearly all, the base’s lead there shrinks again, and only more problems help.",
    `Intervals are those of the report, at ${about(level)}. Each power is the share of ${whole(replicates)} simulated studies (standard error at most ${number(error * 100)} points; seed ${String(seed)}).`,
    cost.are === "measured"
      ? `Tokens: the pilot’s mean, ${whole(cost.base)} a completion of ${plan.base.label} and ${whole(cost.rl)} of ${plan.rl.label}; prompts are not in them.`
      : `Tokens: at most, every completion at its limit of ${cost.base === cost.rl ? whole(cost.base) : `${whole(cost.base)} (${plan.base.label}) and ${whole(cost.rl)} (${plan.rl.label})`}; prompts are not in them.`
  ];
}

function number(value: number): string {
  return String(Number(value.toPrecision(2)));
}
