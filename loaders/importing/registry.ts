// Every importer of ours, one line each. See docs/adding-an-importer.md.
export {jsonl} from "./jsonl/importer.js";
