import {join} from "node:path";
import {completionColumns, completionRow} from "../../../loaders/schema/completion.js";
import {verdictColumns, verdictRow, type Judgement} from "../../../loaders/schema/verdict.js";
import {writeParquet} from "../../../loaders/store/parquet.js";
import type {RunFolder} from "../../../loaders/store/run-folder.js";

/** A completion's text with what the verifier says of it. */
export type JudgedText = {completion: string} & Partial<Judgement>;

/** Where the texts go: one problem of a benchmark under one policy. */
export interface TextPlace {
  benchmark: string;
  problemId: string;
  policy: string;
  /** `countdown@steps` unless given. */
  verifier?: string;
  /** Name of the files; `s0.parquet`, which replaces what `writeStudyRun` wrote, unless given. */
  file?: string;
}

/** Puts texts of one problem in place of a policy's completions of a benchmark, in a run that `writeStudyRun` wrote. */
export async function writeTexts(
  run: RunFolder,
  {benchmark, problemId, policy, verifier = "countdown@steps", file = "s0.parquet"}: TextPlace,
  texts: readonly JudgedText[]
): Promise<void> {
  const completions = texts.map(({completion}, sampleIndex) =>
    completionRow({
      benchmark,
      problemId,
      policy,
      sampleIndex,
      seed: sampleIndex,
      completion,
      completionTokens: completion.length,
      finishReason: "stop",
      sumLogprob: null,
      meanEntropy: null,
      engine: "micro",
      source: "no model: written by a test"
    })
  );
  const verdicts = texts.map(({completion: _, ...judgement}, sampleIndex) =>
    verdictRow({
      ...{benchmark, problemId, policy, sampleIndex, verifier, ms: 0},
      ...{verdict: "correct", extracted: null, reason: null, rule: "test"},
      ...judgement
    })
  );
  await writeParquet(join(run.completions(benchmark, policy), file), completionColumns, completions);
  const folder = run.verdicts({id: verifier, version: 1}, benchmark, policy);
  await writeParquet(join(folder, file), verdictColumns, verdicts);
}
