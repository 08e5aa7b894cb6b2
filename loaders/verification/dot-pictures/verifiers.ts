import type {GraderDefinition} from "../verifier-definition.js";
import {gradePictureAnswer} from "./answer.js";
import {gradePicture} from "./steps.js";

export const picturesSteps: GraderDefinition = {
  id: "pictures@steps",
  version: 1,
  grade: ({gold, completion}) => gradePicture(gold, completion)
};

export const picturesAnswer: GraderDefinition = {
  id: "pictures@answer",
  version: 1,
  grade: ({gold, completion}) => gradePictureAnswer(gold, completion)
};
