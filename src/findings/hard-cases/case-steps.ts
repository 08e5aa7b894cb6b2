/** A step of a chain of thought, with what the verifier found. */
export interface CaseStep {
  text: string;
  /** `unchecked`: it comes after the first wrong step, where the verifier stopped. */
  state: "right" | "wrong" | "unchecked";
  /** What is wrong with it. */
  fault?: string;
}

/** Whether a verifier checks every step of a solution, so that a correct verdict means a valid chain. */
export function checksEveryStep(verifier: string): boolean {
  return verifier.endsWith("@steps");
}

/**
 * A completion by its steps, as the verifiers of steps divide it: at `;`, at line breaks or both, blank lines counting for
 * nothing. Their rule `step 2: 3 + 4 is not 8` tells the wrong step; all before it are right. Where no step is named, all
 * are right: the chain is complete, or ends too early.
 */
export function caseSteps(completion: string, rule: string): CaseStep[] {
  const fault = /^step (\d+): (.*)$/s.exec(rule);
  const wrong = fault === null ? Infinity : Number(fault[1]) - 1;
  return splitSteps(completion).map((text, i) => {
    if (i < wrong) return {text, state: "right"};
    return i === wrong ? {text, state: "wrong", fault: fault![2]!} : {text, state: "unchecked"};
  });
}

function splitSteps(completion: string): string[] {
  const text = completion.trim();
  if (text === "") return [];
  return text.split(";").flatMap((part) => {
    const lines = part.split(/[\r\n]/).filter((line) => line.trim() !== "");
    return lines.length === 0 ? [""] : lines.map((line) => line.trim());
  });
}
