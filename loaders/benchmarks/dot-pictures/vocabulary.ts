import {colours, lines, shapes} from "./scene.js";
import {operators} from "./question.js";
import {largestNumber} from "./solution.js";

/** Every word that a prompt or a completion of the corpus or of a held-out set can hold. A model adds its own marks (start, end). */
export const vocabulary: readonly string[] = [
  ...Array.from({length: largestNumber + 1}, (_, number) => String(number)),
  ...operators,
  "=",
  ":",
  ";",
  ...lines,
  ...colours,
  ...shapes,
  "answer",
  "count",
  "plus",
  "minus",
  "times",
  "with",
  "most",
  "fewest",
  "make"
];
