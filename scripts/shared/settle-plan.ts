import {planStudy} from "../../loaders/planning/plan-study.js";
import type {Study} from "../../loaders/schema/study.js";
import {about, points, whole} from "../../src/findings/shared/format.js";

/** Simulated studies behind the line: its probabilities are right to 3 points. */
const REPLICATES = 400;

/** What so many problems and completions may be expected to show of the study's pair, before anything is known of its solve rates. */
export async function settlePlan(study: Study, problems: number, n: number): Promise<string> {
  const plan = await planStudy(study, {
    ...{prior: {}, power: 0.8, replicates: REPLICATES, seed: 1},
    ...{problems: [problems], completions: [n]}
  });
  const [row] = plan.rows;
  const shows = [
    `a crossing with a probability of ${about(row!.crossing)}`,
    ...(row!.difference === null
      ? []
      : [`${points(plan.difference.own)} points at k = ${whole(plan.at)} with ${about(row!.difference)}`])
  ];
  return `if its solve rates are like those of the published MATH500 pair, ${whole(problems)} problems x ${whole(n)} completions show ${shows.join(", ")}`;
}
