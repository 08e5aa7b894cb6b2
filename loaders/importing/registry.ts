// Every importer of ours, one line each, in the order in which formats are named. See docs/adding-an-importer.md.
export {qwenHarness} from "./formats/qwen-harness.js";
