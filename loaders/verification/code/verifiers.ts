import type {ProcessDefinition} from "../verifier-definition.js";
import type {CodeVerifierOptions} from "./code-verifier.js";

/** Programs that pass every test of their problem. */
export const codePython = codeVerifier("code@python", {});

/** Programs that pass the base tests alone. */
export const codePythonBase = codeVerifier("code@python-base", {tests: "base"});

/** Programs that pass every test, where printed numbers need be equal within a tolerance alone. */
export const codePythonClose = codeVerifier("code@python-close", {printed: "close"});

function codeVerifier(id: string, options: CodeVerifierOptions): ProcessDefinition {
  return {
    id,
    programs: ["bwrap", "python3"],
    create: async (workers) => {
      const {createCodeVerifier} = await import("./code-verifier.js");
      return createCodeVerifier(workers === undefined ? options : {...options, parallel: workers});
    }
  };
}
