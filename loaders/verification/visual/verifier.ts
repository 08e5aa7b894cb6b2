import type {GraderDefinition} from "../verifier-definition.js";
import {gradeVisual} from "./answer.js";

export const visualAnswer: GraderDefinition = {
  id: "visual@answer",
  version: 6,
  grade: ({gold, completion}) => gradeVisual(gold, completion)
};
