/** How a policy's model was trained: src/data/model-cards.json. */
export interface ModelCard {
  policy: string;
  /** What was done: pretrain, rl, … */
  kind: string;
  /** How many numbers were trained. */
  parameters: number;
  /** The recipe's. */
  seed: number;
  steps: number;
  /** Tokens trained on. */
  tokens: number;
  /** Null where the card leaves it to the recipe. */
  learning_rate: number | null;
  /** That the training took. */
  seconds: number;
  /** ISO 8601. */
  date: string;
  /** Accuracy on the validation problems with one completion each, 0 to 1, at some steps. */
  validation_pass_at_1: {
    /** Training step after which it was measured. */
    step: number;
    /** The accuracy. */
    value: number;
  }[];
}
