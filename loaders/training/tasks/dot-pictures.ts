import {type} from "arktype";
import {drawDocument, drawTrainingPicture} from "../../benchmarks/dot-pictures/corpus.js";
import {defaultWeights, pictureGold} from "../../benchmarks/dot-pictures/problem.js";
import {questionPrompt} from "../../benchmarks/dot-pictures/question.js";
import {cellSize, renderPicture, type PictureSpec} from "../../benchmarks/dot-pictures/render-picture.js";
import {vocabulary} from "../../benchmarks/dot-pictures/vocabulary.js";
import {patches} from "../../pictures/patches.js";
import {gradePicture} from "../../verification/dot-pictures/steps.js";
import type {Task} from "./task.js";

/** The dot-pictures part of a recipe; see `CorpusDesign`. It shapes documents only; questions are drawn by `defaultWeights`. */
export const dotPicturesSchema = type({
  "+": "reject",
  name: "'dot-pictures'",
  failed_attempts: "0 <= number <= 1 = 0",
  miscounts: "0 <= number <= 1 = 0"
});

/** Dot pictures: a picture (one patch a cell) and a question, checked steps as completion, `pictures@steps` as judge. */
export function dotPicturesTask(design: typeof dotPicturesSchema.infer): Task {
  const corpus = {
    questions: defaultWeights,
    failedAttempts: design.failed_attempts,
    miscounts: design.miscounts
  };
  return {
    words: vocabulary,
    drawDocument: (random) => {
      const {prompt, completion, picture} = drawDocument(random, corpus);
      return {prompt, completion, picture: patchesOfSpec(picture)};
    },
    drawProblem: (random) => {
      const solved = drawTrainingPicture(random, defaultWeights);
      const prompt = questionPrompt(solved.question);
      return {prompt, gold: pictureGold(solved), picture: patchesOfSpec(solved.picture)};
    },
    reward: (gold, completion) => (gradePicture(gold, completion).verdict === "correct" ? 1 : 0)
  };
}

function patchesOfSpec(spec: PictureSpec): Float32Array {
  return patches(renderPicture(spec), cellSize).values;
}
