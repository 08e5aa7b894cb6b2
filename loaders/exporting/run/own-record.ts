import type {OwnCell, OwnCompletion} from "../../schema/own-export.js";
import type {ExportCell, ExportRow} from "./export-cells.js";

/** What the import of an export needs of a cell to make the same study, and no format has a field for. */
export function ownCellRecord({benchmark, sampling, problems, n, policy}: ExportCell): OwnCell {
  const all = [...problems.values()];
  return {
    label: benchmark.label,
    domain: all[0]!.domain,
    verifier: benchmark.verifier,
    temperature: sampling.temperature,
    top_p: sampling.topP,
    max_tokens: sampling.maxTokens,
    ...(sampling.power === null ? {} : {power: sampling.power}),
    n: policy.samples === null ? n : null,
    gold: all.every(({gold}) => typeof gold === "string") ? "text" : "json"
  };
}

/** The same of a completion. */
export function ownCompletionRecord(row: ExportRow): OwnCompletion {
  const {seed, sumLogprob, meanEntropy, engine, source, verdicts, problem} = row;
  return {
    seed,
    sum_logprob: sumLogprob,
    mean_entropy: meanEntropy,
    engine,
    source,
    verdicts: Object.fromEntries(verdicts),
    meta: problem.meta,
    ...(typeof problem.gold === "string" ? {} : {gold: problem.gold})
  };
}
