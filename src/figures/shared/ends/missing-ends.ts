import type {EndsTable} from "../../../metrics/coverage/ends-table.js";
import type {StudySummary} from "../../../metrics/study/study-summary.js";

/** Experiments about training, with policies that a study could name for them. */
const examples = {
  algorithms: "{id: algorithms, policies: [base, grpo, ppo, rloo], benchmarks: […], n: 256}",
  steps: "{id: steps, policies: [base, grpo-150, grpo-300, grpo-450], benchmarks: […], n: 256}",
  ablations: "{id: ablations, policies: [base, grpo, grpo-r32, grpo-kl], benchmarks: […], n: 256}"
} as const;

/** What a study lacks for a figure about the ends of its curves, and how to change that; empty when it lacks nothing. */
export function missingEnds(
  table: EndsTable,
  study: StudySummary,
  experiment: keyof typeof examples
): string {
  const build = "run npm run sample and npm run verify, and build again";
  const found = study.experiments.find((one) => one.experiment === experiment);
  if (!found)
    return `This study has no experiment “${experiment}”. Add to the experiments of the study file, for example, ${examples[experiment]}, with the base first, ${build}.`;
  const measured = new Set(table.benchmarks.map(({benchmark}) => benchmark));
  const labels = study.benchmarks
    .filter(({benchmark}) => found.benchmarks.includes(benchmark) && !measured.has(benchmark))
    .map(({label}) => label);
  if (labels.length > 0)
    return `No problem has verdicts of every policy yet on: ${labels.join("; ")}. To change that, ${build}.`;
  const roles = study.policies.filter(({policy}) => found.policies.includes(policy));
  if (!roles.some(({role}) => role === "base"))
    return `The experiment “${experiment}” has no base: name one among its policies, ${build}.`;
  if (!roles.some(({role}) => role === "rl"))
    return `The experiment “${experiment}” has no policy of role rl: name those that were trained from the base, ${build}.`;
  return "";
}
