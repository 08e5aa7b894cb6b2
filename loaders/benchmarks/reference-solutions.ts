import type {Domain} from "../schema/domain.js";
import type {Problem} from "../schema/problem.js";
import {countdownReferences} from "./countdown/reference-solutions.js";
import {pictureReferences} from "./dot-pictures/reference-solutions.js";
import {programReferences} from "./list-programs/reference-solutions.js";

const byDomain: Record<Domain, (problem: Problem) => string[]> = {
  countdown: countdownReferences,
  visual: pictureReferences,
  code: programReferences,
  math: () => []
};

/**
 * Ground truth: correct solutions of a problem as its generator writes them, each text once, always the same ones. None
 * for problems that were not generated here.
 */
export function referenceSolutions(problem: Problem): string[] {
  return byDomain[problem.domain](problem);
}
