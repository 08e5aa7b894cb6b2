import type {AdaptiveRow, StudyPlan} from "../../metrics/planning/study-plan.js";
import {budgetText} from "../coverage/look-text.js";
import {about, listText, whole} from "../shared/format.js";
import {hoursText, tokensText} from "./plan-text.js";

/** What a study whose n is adaptive is expected to settle and to take: a sentence for each number of problems; none where n is fixed. */
export function adaptiveSentences(plan: StudyPlan): string[] {
  const {adaptive, cost} = plan;
  if (adaptive === null) return [];
  return adaptive.rows.map((row) => {
    const {problems, median, nineOfTen, planned, tokens, hours} = row;
    const limit = cost.are === "limit" ? "at most " : "";
    const price = [
      ...(tokens === null ? [] : [`${limit}${tokensText(tokens)} tokens`]),
      ...(hours === null ? [] : [hoursText(hours)])
    ];
    return (
      `As the study draws, with n adaptive, ${whole(problems)} problems take ${whole(median)} completions in the median` +
      `${price.length === 0 ? "" : ` (${price.join(", ")})`} and ${whole(nineOfTen)} or fewer in nine of ten studies, of ${whole(planned)} if nothing stopped: ` +
      `${endsText(row, adaptive.k_max)}.`
    );
  });
}

/** What the numbers of `adaptiveSentences` rest on; empty where n is fixed. */
export function adaptiveAssumptions({adaptive}: StudyPlan): string[] {
  if (adaptive === null) return [];
  const {n_max: most, k_max: aim, successes, budget, replicates, error} = adaptive;
  const limit = budget === null ? "" : ` or the budget of ${whole(budget.most)} ${budget.of}`;
  return [
    `With n adaptive a problem stops at ${whole(successes)} correct completions, and sampling where k* is known within a factor of two on these problems, one policy is shown to be ahead from k = 1 on or at k = ${whole(aim)}, at ${whole(most)} completions of a problem${limit}. These shares are of ${whole(replicates)} simulated studies, with standard errors of at most ${String(Number((error * 100).toPrecision(2)))} points.`
  ];
}

function endsText({ends}: AdaptiveRow, aim: number): string {
  const texts = [
    {share: ends.crossing, text: "bound k* within a factor of two"},
    {share: ends["base-ahead"], text: "show the base ahead from k = 1 on"},
    {share: ends["rl-ahead"], text: `show no crossing below ${budgetText(aim, {isPage: true})}`},
    {share: ends.unsolved, text: "solve nothing and are given up"},
    {share: ends.open, text: "stay open"}
  ].filter(({share}) => share > 0);
  return listText(texts.map(({share, text}) => `${about(share)} ${text}`));
}
