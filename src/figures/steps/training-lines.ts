import type {TrainingRun} from "../../findings/training/training-groups.js";
import type {TrainingQuantity} from "./training-quantities.js";

/** A run as a line of one quantity. */
export interface TrainingLine extends TrainingRun {
  /** By step, never empty. */
  places: TrainingPlace[];
}

export interface TrainingPlace {
  step: number;
  value: number;
}

/** The runs that logged a quantity. */
export function trainingLines(quantity: TrainingQuantity, runs: readonly TrainingRun[]): TrainingLine[] {
  return runs
    .map((run) => ({...run, places: placesOf(quantity, run)}))
    .filter(({places}) => places.length > 0);
}

function placesOf({value, step}: TrainingQuantity, {points}: TrainingRun): TrainingPlace[] {
  return points.flatMap((point): TrainingPlace[] => {
    const [at, measured] = [step(point), value(point)];
    return at === null || measured === null ? [] : [{step: at, value: measured}];
  });
}
