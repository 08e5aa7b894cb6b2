export interface Schedule {
  /** Highest learning rate. */
  peak: number;
  /** Steps of linear warm-up. */
  warmup: number;
  /** `cosine` falls to a hundredth of the peak at the last step; `constant` stays. */
  decay: "cosine" | "constant";
}

/** Learning rate of a step, 0 … steps - 1: linear warm-up, times the decay over all steps. */
export function learningRate({peak, warmup, decay}: Schedule, step: number, steps: number): number {
  const rising = warmup === 0 ? 1 : Math.min(1, (step + 1) / warmup);
  if (decay === "constant") return peak * rising;
  const floor = 0.01;
  return peak * rising * (floor + (1 - floor) * 0.5 * (1 + Math.cos((Math.PI * step) / steps)));
}
