import {stringify} from "yaml";
import type {CellResult} from "./cell-results.js";
import type {DatasetFacts} from "./dataset-facts.js";
import {hubDataset} from "./sources/benchmark-source.js";
import {hubModel} from "./sources/model-source.js";

/** Folder of the data set that holds them. */
export const EVAL_RESULTS = "eval-results";

/**
 * Results as the model pages of the Hugging Face Hub show them, by place: `eval-results/OWNER/MODEL/BENCHMARK_POLICY.yaml`, to be put
 * into the folder `.eval_results` of the model's repository. One for each policy whose model has a name of the Hub's and each
 * benchmark that is a data set there; pass@1 in percent. Format: https://huggingface.co/docs/hub/eval-results.
 */
export function evalResults(facts: DatasetFacts): Map<string, string> {
  const files = new Map<string, string>();
  for (const result of facts.results) {
    const {benchmark, policy} = result;
    const model = hubModel(policy, facts.manifest);
    const dataset = hubDataset(benchmark);
    if (model === null || dataset === null || result.passAtK.length === 0) continue;
    const entry = [resultEntry(facts, result, dataset)];
    files.set(
      `${EVAL_RESULTS}/${model}/${benchmark.id}_${policy.id}.yaml`,
      // YAML 1.1 takes a date without quotes for a time: with it such texts are quoted.
      stringify(entry, {lineWidth: 0, compat: "yaml-1.1"})
    );
  }
  return files;
}

function resultEntry({manifest, sources, at}: DatasetFacts, result: CellResult, id: string): object {
  const {benchmark, passAtK} = result;
  const {revision} = sources.benchmarks.find(({ids}) => ids.includes(benchmark.id))!;
  const {date} = manifest.report;
  return {
    dataset: {
      id,
      task_id: "default",
      ...(revision !== null && /^[0-9a-f]{40}$/.test(revision) ? {revision} : {})
    },
    value: Number((passAtK[0]! * 100).toFixed(4)),
    ...(date === null ? {} : {date}),
    ...(at.site === undefined ? {} : {source: {url: at.site, name: "reasoning-boundary report"}}),
    notes: settingsOf(result)
  };
}

/** What the value is and how it was sampled, in a line. */
function settingsOf({benchmark, counts, sampling}: CellResult): string {
  const ns = counts.map(({n}) => n);
  const [least, most] = [Math.min(...ns), Math.max(...ns)];
  const {temperature, topP, power, maxTokens} = sampling;
  const given = {temperature, "top-p": topP, power, "max tokens": maxTokens};
  return [
    `pass@1 in percent, the mean over ${counts.length} problems with ${least === most ? least : `${least} to ${most}`} completions each`,
    ...(benchmark.window === undefined
      ? []
      : [`contests from ${benchmark.window.from ?? "the first"} to ${benchmark.window.to ?? "the last"}`]),
    `verifier ${benchmark.verifier}`,
    ...Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]))
  ].join("; ");
}
