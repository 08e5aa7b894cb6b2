import {createModelAccess} from "../../loaders/engines/model-access.js";
import {scoredPairs} from "../../loaders/schema/scoring-tasks.js";
import {ownsTask} from "../../loaders/schema/sharding/shard.js";
import type {StudyCell} from "../../loaders/schema/study/study-cells.js";
import {exactStudy} from "../../loaders/scoring/exact/exact-study.js";
import {supportStudy} from "../../loaders/scoring/support/support-study.js";
import {showProgress} from "./progress.js";
import {say} from "./say.js";
import {closing, locked, scoreStep, type StepOptions} from "./steps.js";

/**
 * Computes the exact rates that a study lacks and says how many that was: of all its policies, or of the pairs of its perplexity
 * experiment alone, of which nothing is said where they have none. Returns how many were computed.
 */
export async function exactStep(step: StepOptions, {pairsAlone = false} = {}): Promise<number> {
  const {study, run, allowCode, signal, shard = null} = step;
  const isWanted = pairsAlone ? isScored(study) : () => true;
  const models = step.models ?? createModelAccess(allowCode, say);
  const {cells, fresh} = await closing(
    locked(step, "score", () =>
      exactStudy({
        study,
        run,
        models,
        signal,
        isWanted: (cell) => isWanted(cell) && ownsTask(shard, cell.benchmark.id, `exact ${cell.policy.id}`),
        onStart: (policy, benchmark) => showProgress(`exact   ${policy.id} on ${benchmark.id}`, "solutions")
      })
    ),
    step.models === undefined ? models : null
  );
  if (cells.length > 0)
    say(fresh === 0 ? "exact: nothing is missing" : `exact: solve rates of ${fresh} policies and benchmarks`);
  else if (!pairsAlone && shard === null)
    say(
      "exact: no benchmark of the study has solutions that can be enumerated, under an engine that knows every probability"
    );
  return fresh;
}

/**
 * Scores what the support certificates lack and says how much that was. `skipUnavailable`: models that give no log-probabilities,
 * of which scoring has spoken, are passed over.
 */
export async function supportStep(step: StepOptions, {skipUnavailable = false} = {}): Promise<number> {
  const {study, run, allowCode, signal} = step;
  const models = step.models ?? createModelAccess(allowCode, say);
  const scored = await closing(
    locked(step, "score", () =>
      supportStudy({
        study,
        run,
        shard: step.shard,
        models,
        signal,
        onUnavailable: skipUnavailable ? () => undefined : undefined,
        onStart: (scorer, author, benchmark) => {
          const texts = author === "" ? "reference solutions" : author;
          return showProgress(`support ${texts} under ${scorer.id} on ${benchmark.id}`, "texts");
        }
      })
    ),
    step.models === undefined ? models : null
  );
  if (scored > 0) say(`support: ${scored} texts scored`);
  else if (scoredPairs(study).length > 0) say("support: nothing is missing");
  return scored;
}

/** Scores what a report shows, as far as models that are there can, and computes the exact rates of the pairs. Returns how much was made. */
export async function scoreForReport(step: StepOptions): Promise<number> {
  let made = await scoreStep(step, {skipUnavailable: true});
  if (!step.signal.aborted) made += await exactStep(step, {pairsAlone: true});
  if (!step.signal.aborted) made += await supportStep(step, {skipUnavailable: true});
  return made;
}

/** Whether a cell is of a pair of the perplexity experiment. */
function isScored(study: StepOptions["study"]): (cell: StudyCell) => boolean {
  const pairs = scoredPairs(study);
  return ({benchmark, policy}) =>
    pairs.some(
      (pair) => pair.benchmark.id === benchmark.id && [pair.base.id, pair.rl.id].includes(policy.id)
    );
}
