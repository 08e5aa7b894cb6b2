// Every importer of ours, one line each, in the order in which formats are named. See docs/adding-an-importer.md.
export {qwenHarness} from "./formats/qwen-harness.js";
export {lmEval} from "./formats/lm-eval.js";
export {evalPlus} from "./formats/evalplus.js";
export {humanEval} from "./formats/human-eval.js";
export {liveCodeBench} from "./formats/live-code-bench.js";
export {verl} from "./formats/verl.js";
export {nemoSkills} from "./formats/nemo-skills.js";
export {nemoEvaluator} from "./formats/nemo-evaluator.js";
export {openAi} from "./formats/openai.js";
export {counts} from "./formats/counts.js";
export {jsonl} from "./formats/jsonl.js";
export {csv} from "./formats/csv.js";
export {parquet} from "./formats/parquet.js";
