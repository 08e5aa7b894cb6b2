// Every engine of ours, one line each: an EngineDefinition. See docs/adding-an-engine.md.
export {micro} from "./micro/definition.js";
export {replay} from "./replay/definition.js";
export {openai} from "./openai/definition.js";
export {llamaCpp} from "./llama-cpp/definition.js";
