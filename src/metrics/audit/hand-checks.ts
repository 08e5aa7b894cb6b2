import {agreedChains, type ReadChain} from "../coverage/read-chain.js";
import type {VerifierChecks} from "./verdict-envelope.js";

/**
 * What readers' marks say of a verifier: of the texts that it accepts those whose chain they found invalid, and of those that it
 * refuses those whose chain they found valid, by benchmark. Unsure marks count for nothing; a text counts once.
 */
export function handChecks(chains: readonly ReadChain[]): Omit<VerifierChecks, "source">[] {
  return [...new Set(chains.map(({benchmark}) => benchmark))].map((benchmark) => {
    const own = chains.filter((chain) => chain.benchmark === benchmark);
    const problems = [...new Set(own.map(({policy, problem_id: id}) => JSON.stringify([policy, id])))];
    const read = problems
      .flatMap((key) => [
        ...agreedChains(
          own.filter(({policy, problem_id: id}) => JSON.stringify([policy, id]) === key)
        ).values()
      ])
      .filter(({mark}) => mark !== "unsure");
    const count = (isCorrect: boolean, wrong: "valid" | "invalid") => {
      const judged = read.filter(({correct}) => correct === isCorrect);
      return judged.length === 0
        ? null
        : {wrong: judged.filter(({mark}) => mark === wrong).length, of: judged.length};
    };
    return {benchmark, falsePositives: count(true, "invalid"), falseNegatives: count(false, "valid")};
  });
}
