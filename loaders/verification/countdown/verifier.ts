import type {GraderDefinition} from "../verifier-definition.js";
import {gradeCountdown} from "./steps.js";

export const countdownSteps: GraderDefinition = {
  id: "countdown@steps",
  version: 1,
  grade: ({gold, completion}) => gradeCountdown(gold, completion)
};
