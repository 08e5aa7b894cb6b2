import type {Random} from "../../../src/random/random.js";
import type {PicturePatches} from "../../engines/micro/picture-input.js";

/** One text to learn from. */
interface TaskDocument {
  prompt: string;
  completion: string;
  /** What it is about, if that is a picture. */
  picture?: PicturePatches;
}

/** A problem that a policy practises on. */
export interface TaskProblem {
  prompt: string;
  gold: unknown;
  picture?: PicturePatches;
}

/** What a model is trained for: texts to imitate, problems to practise on, and who is right. */
export interface Task {
  /** The vocabulary, without the special words. */
  words: readonly string[];
  drawDocument(random: Random): TaskDocument;
  drawProblem(random: Random): TaskProblem;
  /** 1 where the verifier calls the completion correct, else 0. */
  reward(gold: unknown, completion: string): number;
}
