import {afterAll, beforeAll} from "vitest";
import {
  createCodeVerifier,
  type CodeVerifierOptions
} from "../../../loaders/verification/code/code-verifier.js";
import type {Problem} from "../../../loaders/schema/problem.js";
import type {Judgement} from "../../../loaders/schema/verdict.js";
import type {Verifier} from "../../../loaders/verification/verifier.js";

export interface UsedVerifier {
  /** The verifier, for use within tests: it opens before the first of them. */
  verifier: () => Verifier;
  /** The judgement of one completion. */
  judge: (problem: Problem, completion: string) => Promise<Judgement>;
}

/** A code verifier that is open while the tests of the calling file or `describe` run. */
export function useCodeVerifier(options: CodeVerifierOptions = {}): UsedVerifier {
  let opened: Verifier;
  beforeAll(async () => {
    opened = await createCodeVerifier(options);
  });
  afterAll(() => opened.close());
  return {
    verifier: () => opened,
    judge: async (problem, completion) => {
      const [judgement] = await opened.judge([{problem, completion}]);
      return judgement!;
    }
  };
}
