import type {ProcessDefinition} from "../verifier-definition.js";

/** Programs that pass every test of their problem. */
export const codePython = codeVerifier("code@python", "all");

/** Programs that pass the base tests alone. */
export const codePythonBase = codeVerifier("code@python-base", "base");

function codeVerifier(id: string, tests: "all" | "base"): ProcessDefinition {
  return {
    id,
    programs: ["bwrap", "python3"],
    create: async (workers) => {
      const {createCodeVerifier} = await import("./code-verifier.js");
      return createCodeVerifier(workers === undefined ? {tests} : {tests, parallel: workers});
    }
  };
}
