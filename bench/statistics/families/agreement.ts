import {alphaEstimate, type Ratings} from "../../../src/metrics/reading/krippendorff.js";
import {random} from "../../../src/random/random.js";
import type {Family} from "../family.js";

const name = "agreement of two readers";
/** How often a reader marks a text otherwise than it is. */
const MISTAKEN = 0.08;

/** Two readers who mark texts, of which as many reason wrongly as RL loses problems: Krippendorff's alpha. */
export const agreement: Family = {
  quantities: [{name, printed: "hard cases, readers and judge"}],
  values({lost}) {
    const unlike = 2 * MISTAKEN * (1 - MISTAKEN);
    const invalid = lost * (1 - MISTAKEN) + (1 - lost) * MISTAKEN;
    return new Map([[name, 1 - unlike / (2 * invalid * (1 - invalid))]]);
  },
  sample({lost}, {problems}, seed) {
    const stream = random(seed);
    const units = Array.from({length: problems}, (): Ratings => {
      const isInvalid = stream.uniform() < lost;
      return [0, 1].map(() => (isInvalid === stream.uniform() >= MISTAKEN ? "invalid" : "valid"));
    });
    return {report: new Map([[name, alphaEstimate(units, {replicates: 400, seed})]])};
  }
};
