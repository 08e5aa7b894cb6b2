import {createModelAccess} from "../loaders/engines/model-access.js";
import {judgeStudy} from "../loaders/judging/judge-study.js";
import {sampleStudy} from "../loaders/sampling/sample-study.js";
import type {Study} from "../loaders/schema/study.js";
import type {RunFolder} from "../loaders/store/run-folder.js";
import {createVerifier} from "../loaders/verification/create-verifier.js";
import {drawnWith} from "./provenance.js";
import {showProgress} from "./progress.js";

export interface StepOptions {
  study: Study;
  run: RunFolder;
  signal: AbortSignal;
}

/** Draws what the study lacks and says how much that was. */
export async function sampleStep({study, run, signal}: StepOptions, chunkSize?: number): Promise<void> {
  const {drawn, failed} = await sampleStudy({
    study,
    run,
    signal,
    chunkSize,
    models: createModelAccess(),
    date: new Date().toISOString().slice(0, 10),
    drawnWith: await drawnWith(),
    onStart: (policy, benchmark) => showProgress(`sample  ${policy.id} on ${benchmark.id}`, "completions")
  });
  console.error(drawn === 0 ? "sample: nothing is missing" : `sample: ${drawn} completions drawn`);
  if (failed > 0)
    console.error(`sample: ${failed} requests failed and are no completions; run again to ask again`);
}

/** Judges what has no verdict yet and says how much that was. */
export async function verifyStep(
  {study, run, signal}: StepOptions,
  {verifier, retryErrors, workers}: {verifier?: string; retryErrors?: boolean; workers?: number} = {}
): Promise<void> {
  const {judged, distinct, errors} = await judgeStudy({
    study,
    run,
    signal,
    verifier,
    retryErrors,
    createVerifier: (id) => createVerifier(id, {workers}),
    onStart: (policy, benchmark) => showProgress(`verify  ${policy.id} on ${benchmark.id}`, "verdicts")
  });
  console.error(
    judged === 0
      ? "verify: nothing is missing"
      : `verify: ${judged} verdicts, ${distinct} distinct completions`
  );
  if (errors > 0) {
    console.error(
      `verify: THE VERIFIER FAILED on ${errors} completions: they have no verdict (npm run verify -- --retry-errors)`
    );
  }
}
