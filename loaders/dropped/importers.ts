import type {Importer} from "../importing/importer.js";
import {counts} from "../importing/formats/counts.js";
import {csv} from "../importing/formats/csv.js";
import {evalPlus} from "../importing/formats/evalplus.js";
import {everyEvalEver} from "../importing/formats/every-eval-ever.js";
import {humanEval} from "../importing/formats/human-eval.js";
import {inspect} from "../importing/formats/inspect.js";
import {jsonl} from "../importing/formats/jsonl.js";
import {liveCodeBench} from "../importing/formats/live-code-bench.js";
import {lmEval} from "../importing/formats/lm-eval.js";
import {monkeys} from "../importing/formats/monkeys.js";
import {nemoEvaluator} from "../importing/formats/nemo-evaluator.js";
import {nemoSkills} from "../importing/formats/nemo-skills.js";
import {openAi} from "../importing/formats/openai.js";
import {openCompass} from "../importing/formats/opencompass.js";
import {qwenHarness} from "../importing/formats/qwen-harness.js";
import {verl} from "../importing/formats/verl.js";

/** The importers that need neither a disk nor native code, in the order of loaders/importing/registry.ts. */
export const browserImporters: readonly Importer[] = [
  qwenHarness,
  lmEval,
  evalPlus,
  humanEval,
  liveCodeBench,
  verl,
  nemoSkills,
  nemoEvaluator,
  openAi,
  inspect,
  openCompass,
  monkeys,
  everyEvalEver,
  counts,
  jsonl,
  csv
];
