/** What was found in an output, and by which rule. */
export interface Extraction {
  text: string;
  rule:
    | "boxed"
    | "answer_tag"
    | "hashes"
    | "phrase"
    | "whole"
    | "bold"
    | "math"
    | "equation"
    | "number"
    | "words";
  /** The boxes of one sentence, where there are several; `text` is their list. */
  boxes?: string[];
  /** A verb stands right before the formula: "the distance is $2c = 6$". */
  isNamed?: boolean;
}
