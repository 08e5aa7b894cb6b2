import type {CompletionCost, StudyPlan} from "../../metrics/planning/study-plan.js";
import {about, points, whole} from "../shared/format.js";
import {adaptiveAssumptions} from "./adaptive-plan-text.js";

/** What a plan rests on, a few sentences each. */
export function planAssumptions(plan: StudyPlan): string[] {
  const {level, replicates, error, seed} = plan;
  return [
    populationText(plan),
    differenceText(plan),
    crossingText(plan),
    `Intervals are those of the report, at ${about(level)}. Each probability is a share of ${whole(replicates)} simulated studies: its standard error is at most ${number(error * 100)} points (seed ${String(seed)}).`,
    ...adaptiveAssumptions(plan),
    costText(plan)
  ];
}

function populationText({population, base, rl, rows}: StudyPlan): string {
  const fit = ({alpha, beta, never}: {alpha: number; beta: number; never: number}): string =>
    `Beta(${number(alpha)}, ${number(beta)})${never > 0 ? ` but for ${about(never)} that are never solved` : ""}`;
  const rates = `${base.label} ${fit(population.base)}, ${rl.label} ${fit(population.rl)}`;
  if (population.kind === "pilot") {
    const {least, most} = population;
    const n = least === most ? whole(most) : `${whole(least)} to ${whole(most)}`;
    return `Solve rates: a pilot of ${whole(population.problems)} problems with ${n} judged completions of each policy. Problems are drawn from it with replacement, both rates of a problem from what its counts leave open (${rates}).${rows.at(-1)!.completions > least ? ` Beyond k = ${whole(least)} it measured nothing: there the fitted distributions decide.` : ""}`;
  }
  const source = population.isDefault
    ? "no pilot was given: those of Qwen2.5-7B and SimpleRL-Zoo on MATH500, as published"
    : "as stated";
  return `Solve rates: ${source} (${rates}; correlation of a problem’s two ${number(population.correlation)}).`;
}

function crossingText({rows, error, ends: {atOne, atMost}}: StudyPlan): string {
  const most = rows.at(-1)!.completions;
  const has = `at k = 1 the population has ${points(atOne)} points, at k = ${whole(most)} ${points(atMost)}`;
  const rule =
    "A crossing is shown where the RL policy is ahead beyond its interval at k = 1, and the base at k = completions";
  if (!(atOne > 0 && atMost < 0)) return `${rule}; ${has}: it has none to show.`;
  const falls = rows.some(({problems, completions, crossing}) =>
    rows.some(
      (row) =>
        row.problems === problems && row.completions > completions && row.crossing < crossing - 2 * error
    )
  );
  return falls
    ? `${rule}; ${has}. More completions move that end: where both policies come to solve nearly all, the base’s lead there shrinks again, and only more problems help.`
    : `${rule}; ${has}.`;
}

function differenceText({difference: {own, planned, asked}, at}: StudyPlan): string {
  const has = `The difference (RL − base) at k = ${whole(at)} is ${points(own)} points in this population`;
  if (planned === null || asked === null) return `${has}.`;
  return `${has}; for one of ${points(planned)} the logits of all rates of the RL policy are moved by one number. The crossing is that of the population as it is.`;
}

function costText({cost, base, rl}: StudyPlan): string {
  const {base: ofBase, rl: ofRl, are} = cost as CompletionCost & {base: number; rl: number};
  const both =
    ofBase === ofRl ? whole(ofBase) : `${whole(ofBase)} (${base.label}) and ${whole(ofRl)} (${rl.label})`;
  if (are === "unknown")
    return "Tokens: unknown, so that the plan of fewest completions counts as the cheapest.";
  const tokens =
    are === "measured"
      ? `Tokens of a completion: the pilot’s mean, ${both}`
      : `Tokens of a completion: at most, its limit of ${both}`;
  const speed = cost.perSecond === null ? "" : ` Hours: at ${whole(cost.perSecond)} tokens a second in all.`;
  return `${tokens}; prompts, and what is drawn already, are not taken into account.${speed}`;
}

function number(value: number): string {
  return String(Number(value.toPrecision(2)));
}
