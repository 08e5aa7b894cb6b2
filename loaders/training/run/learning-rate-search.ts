import type {TrainingRun} from "./training-run.js";

/** What came of one candidate, for the model's card. */
export interface Trial {
  learning_rate: number;
  steps: number;
  validation_pass_at_1: number;
}

/**
 * Trains each run for so many steps and chooses the one with the highest pass@1 on the validation problems at that step, the
 * first of equals. Its training so far is not lost: it can go on. Null where the runs were stopped.
 */
export async function searchLearningRate(
  runs: readonly TrainingRun[],
  steps: number
): Promise<{best: TrainingRun; trials: Trial[]} | null> {
  const trials: Trial[] = [];
  for (const run of runs) {
    if (!(await run.advance(steps))) return null;
    trials.push(describeTrial(run, steps));
  }
  const highest = Math.max(...trials.map((trial) => trial.validation_pass_at_1));
  return {best: runs[trials.findIndex((trial) => trial.validation_pass_at_1 === highest)]!, trials};
}

function describeTrial({schedule, state}: TrainingRun, steps: number): Trial {
  // Not the last row: a run that was stopped after the search has gone on past it.
  const {validation_pass_at_1} = state.log[steps - 1]!;
  return {learning_rate: schedule.peak, steps, validation_pass_at_1: validation_pass_at_1!};
}
