import {percent} from "../../findings/shared/format.js";
import type {TrainingLogPoint} from "../../metrics/study/training-logs.js";

/** A quantity of the training log. */
export interface TrainingQuantity {
  title: string;
  value: (point: TrainingLogPoint) => number | null;
  step: (point: TrainingLogPoint) => number | null;
  format: (value: number) => string;
  /** Measured at some steps only: drawn with dots. */
  isSparse?: boolean;
}

const share = (value: number): string => percent(value).replace(".0%", "%");
const decimals = (value: number): string => String(Number(value.toPrecision(3)));

/** What the paper's Figure 18 shows of training, then what the logs have beyond it. */
export const trainingQuantities: readonly TrainingQuantity[] = [
  {title: "Reward", value: ({reward}) => reward, step: ({step}) => step, format: share},
  {
    title: "Response length, tokens",
    value: ({response_length: length}) => length,
    step: ({step}) => step,
    format: decimals
  },
  {title: "Token entropy, nats", value: ({entropy}) => entropy, step: ({step}) => step, format: decimals},
  {
    title: "Divergence from the base, nats a token",
    value: ({kl_to_base: kl}) => kl,
    step: ({step}) => step,
    format: decimals
  },
  {
    title: "pass@1 on validation problems",
    value: ({validation_pass_at_1: pass}) => pass,
    step: ({validation_step: step}) => step,
    format: share,
    isSparse: true
  }
];
