import {createModelAccess} from "../../loaders/engines/model-access.js";
import {exactStudy} from "../../loaders/scoring/exact/exact-study.js";
import {withLock} from "../../loaders/store/folder-lock.js";
import {showProgress} from "./progress.js";
import {say} from "./say.js";
import type {StepOptions} from "./steps.js";

/** Computes the exact rates that a study lacks and says how many that was. Returns the number of cells that have them. */
export async function exactStep(step: StepOptions): Promise<number> {
  const {study, run, allowCode, signal, isLocked = false} = step;
  const models = step.models ?? createModelAccess(allowCode, say);
  const work = (): ReturnType<typeof exactStudy> =>
    exactStudy({
      study,
      run,
      models,
      signal,
      onStart: (policy, benchmark) => showProgress(`exact   ${policy.id} on ${benchmark.id}`, "solutions")
    });
  try {
    const {cells, fresh} = isLocked ? await work() : await withLock(run.path, "score", work);
    if (cells.length === 0)
      say("exact: no benchmark of the study has solutions that can be enumerated under its engines");
    else say(fresh === 0 ? "exact: nothing is missing" : `exact: rates of ${fresh} policies on benchmarks`);
    return cells.length;
  } finally {
    if (step.models === undefined) await models.close();
  }
}
