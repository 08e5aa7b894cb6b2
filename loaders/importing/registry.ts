// Every importer of ours, one line each, in the order in which formats are named. See docs/adding-an-importer.md.
export {qwenHarness} from "./formats/qwen-harness.js";
export {inspect} from "./formats/inspect.js";
export {lighteval} from "./formats/lighteval.js";
export {openCompass} from "./formats/opencompass.js";
export {monkeys} from "./formats/monkeys.js";
export {everyEvalEver} from "./formats/every-eval-ever.js";
