import {
  defaultWeights,
  drawSolvedPicture,
  drawTopic,
  type SolvedPicture
} from "../../../loaders/benchmarks/dot-pictures/problem.js";
import type {Family} from "../../../loaders/benchmarks/dot-pictures/question.js";
import {createRandom} from "../../../src/random/keyed-random.js";

/** The picture of the tables of cases: 9 red, 7 green and 10 blue marks; rows of 8, 5, 6 and 7; columns of 6, 7, 5 and 8. */
export const picture = ["rd3 - bc1 gr4", "rc2 rr1 - bd2", "gd1 bd4 rd1 -", "- gc2 br3 rr2"];

/** A training picture with a question of the family and its solution, the same for the same seed and index. */
export function drawSolved(seed: string, family: Family, index: number): SolvedPicture {
  const random = createRandom(seed, family, index);
  const topic = drawTopic(random, defaultWeights, family);
  return drawSolvedPicture(random, "training", topic, defaultWeights);
}
