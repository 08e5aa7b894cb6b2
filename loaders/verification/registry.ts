// Every verifier of ours, one line each: a GraderDefinition or a ProcessDefinition. See docs/adding-a-verifier.md.
export {codePython} from "./code/verifiers.js";
export {codePythonBase} from "./code/verifiers.js";
export {codePythonClose} from "./code/verifiers.js";
export {countdownSteps} from "./countdown/verifier.js";
export {mathPaper} from "./math/verifiers.js";
export {mathStrict} from "./math/verifiers.js";
export {picturesAnswer} from "./dot-pictures/verifiers.js";
export {picturesSteps} from "./dot-pictures/verifiers.js";
export {visualAnswer} from "./visual/verifier.js";
