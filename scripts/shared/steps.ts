import {join, resolve} from "node:path";
import {refuseFaults} from "../../loaders/checking/check-run.js";
import {createModelAccess, type ModelAccess} from "../../loaders/engines/model-access.js";
import {judgeStudy} from "../../loaders/judging/judge-study.js";
import type {KeptJudges} from "../../loaders/judging/kept-judges.js";
import {sampleStudy, type SampleStudyOptions} from "../../loaders/sampling/sample-study.js";
import {printable} from "../../loaders/schema/printable.js";
import {referenceAuthor} from "../../loaders/schema/score.js";
import type {StudyCell} from "../../loaders/schema/study/study-cells.js";
import {readStudy, type Study} from "../../loaders/schema/study.js";
import type {Shard} from "../../loaders/schema/sharding/shard.js";
import {isModulePath} from "../../loaders/schema/study/module-path.js";
import {ownVerifier, type OwnVerifier} from "../../loaders/schema/study/own-verifier.js";
import {scoreStudy} from "../../loaders/scoring/score-study.js";
import type {BuildOptions} from "../../loaders/site/build-site.js";
import {withLock} from "../../loaders/store/folder-lock.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {inRun} from "../../loaders/store/run-problems.js";
import {countStudy} from "../../loaders/tables/partial/count-study.js";
import {verifierVersion} from "../../loaders/store/verifier-version.js";
import {createVerifier} from "../../loaders/verification/create-verifier.js";
import type {Verifier} from "../../loaders/verification/verifier.js";
import {command} from "../../loaders/workspace/command.js";
import {shownPath, type Workspace} from "../../loaders/workspace/workspace.js";
import {bytes} from "../../src/findings/shared/format.js";
import {showProgress} from "./progress.js";
import {drawnWith} from "./provenance.js";
import {say} from "./say.js";

export interface StepOptions {
  study: Study;
  run: RunFolder;
  /** Whether code that the study names may run. */
  allowCode?: boolean | undefined;
  signal: AbortSignal;
  /** Models that whoever gives them closes; made, and closed, for one step where none are given. */
  models?: ModelAccess | undefined;
  /** The run folder is locked for several steps that go on at the same time: none locks it alone. */
  isLocked?: boolean | undefined;
  /** Says nothing but what fails. */
  isQuiet?: boolean | undefined;
  /** The part of the work that is done, beside other processes that do theirs; null or not given for all. */
  shard?: Shard | null | undefined;
}

/** Runs the work of one step while no other process may write to the run; of a shard, none but other shards. */
export function locked<T>(
  {run, isLocked = false, shard = null}: StepOptions,
  step: string,
  work: () => Promise<T>
): Promise<T> {
  return isLocked ? work() : withLock(run.path, step, work, shard !== null);
}

/** The result of `work`; `models`, where given, are closed when it has ended, well or not. */
export async function closing<T>(work: Promise<T>, models: ModelAccess | null): Promise<T> {
  try {
    return await work;
  } finally {
    await models?.close();
  }
}

export interface SampleStepOptions {
  chunkSize?: number | undefined;
  storeMs?: number | undefined;
  /** Ids of problems of which no more are drawn for a cell. */
  closed?: SampleStudyOptions["closed"];
  onDrawn?: (more: number) => void;
  onStored?: SampleStudyOptions["onStored"];
}

/** Draws what the study lacks, says how much that was and returns it. */
export async function sampleStep(
  step: StepOptions,
  {chunkSize, storeMs, closed, onDrawn, onStored}: SampleStepOptions = {}
): Promise<number> {
  const {study, run, allowCode, signal, isQuiet = false, shard} = step;
  const models = step.models ?? createModelAccess(allowCode, say);
  const versions = await drawnWith();
  const {drawn} = await closing(
    locked(step, "sample", () =>
      sampleStudy({
        study,
        run,
        shard,
        signal,
        chunkSize,
        storeMs,
        closed,
        onStored,
        models,
        date: new Date().toISOString().slice(0, 10),
        drawnWith: versions,
        onFailed: (cell, failed) => {
          say(failedRequests(cell, failed));
        },
        onFound: (policy, lines) => {
          for (const line of lines) say(`sample: ${policy.id}: ${line}`);
        },
        onStart: (policy, benchmark) => {
          const show = showProgress(`sample  ${policy.id} on ${benchmark.id}`, "completions");
          let before = 0;
          return (done, total) => {
            show(done, total);
            onDrawn?.(done - before);
            before = done;
          };
        }
      })
    ),
    step.models === undefined ? models : null
  );
  if (!isQuiet)
    console.error(drawn === 0 ? "sample: nothing is missing" : `sample: ${drawn} completions drawn`);
  return drawn;
}

/** What to do where a policy gave fewer completions than the study asks for. */
function failedRequests({policy, benchmark}: StudyCell, failed: number): string {
  if (policy.engine === "replay")
    return (
      `${policy.where(["completions"])}: ${failed} completions of ${policy.id} on ${benchmark.id} that the study asks for are ` +
      "not in these files: add them, or ask for fewer with n"
    );
  return (
    `${policy.where(["engine"])}: ${failed} requests to ${policy.id} on ${benchmark.id} failed and are no completions; ` +
    "run again to ask again"
  );
}

interface VerifyOptions {
  verifier?: string;
  retryErrors?: boolean;
  workers?: number;
  skipUnavailable?: boolean;
  /** Verifiers, and what they said, that stay from one step to the next. */
  judges?: KeptJudges;
}

/** Judges what has no verdict yet, says how much that was and returns it. `verifier` may be the path of a module. */
export async function verifyStep(
  step: StepOptions,
  {verifier, retryErrors, workers, skipUnavailable = false, judges}: VerifyOptions = {}
): Promise<number> {
  const {study, run, allowCode, signal, isQuiet = false} = step;
  const given = verifier === undefined ? null : givenVerifier(verifier);
  const own = [...study.ownVerifiers, ...(given?.own ?? [])];
  const failures = new Map<string, {errors: number; first: string}>();
  const create = (id: string): Promise<Verifier> =>
    createVerifier(id, {
      workers,
      own,
      allowCode,
      versionOf: (name, sha256) => verifierVersion(run, name, sha256)
    });
  const {judged, distinct, errors} = await locked(step, "verify", async () => {
    const result = await judgeStudy({
      study,
      run,
      signal,
      verifier: given?.id,
      retryErrors,
      shard: step.shard,
      createVerifier: (id) => (judges === undefined ? create(id) : judges.verifier(id, create)),
      memoryOf: (id, benchmark) => judges?.memory(id, benchmark),
      onUnavailable: skipUnavailable
        ? (benchmark, {message}) => {
            if (!isQuiet) say(`verify: no verdicts for ${benchmark.id}: ${message}`);
          }
        : undefined,
      onErrors: ({verifier: id, errors: more, firstError = ""}) => {
        const known = failures.get(id);
        failures.set(id, {errors: (known?.errors ?? 0) + more, first: known?.first ?? firstError});
      },
      onStart: (policy, benchmark, id) => {
        if (isQuiet) return () => undefined;
        const by = id === benchmark.verifier ? "" : ` by ${id}`;
        return showProgress(`verify  ${policy.id} on ${benchmark.id}${by}`, "verdicts");
      }
    });
    // A shard counts nothing: files of other shards still change, and would be counted with its own.
    if ((step.shard ?? null) === null) await countStudy(study, run, {signal});
    return result;
  });
  if (!isQuiet)
    console.error(
      judged === 0
        ? "verify: nothing is missing"
        : `verify: ${judged} verdicts, ${distinct} distinct completions`
    );
  for (const [id, {errors: failed, first}] of failures) {
    const where = own.find((each) => each.id === id)?.where ?? study.file;
    const reasons = join(run.path, "verdicts", `verifier=${id}`);
    say(
      `${where}: THE VERIFIER ${id} FAILED on ${failed} completions, which have no verdict; the first: ${printable(first, 150)}; ` +
        `the others: column rule in ${shownPath(reasons)}; once it is mended: ${command("verify", "--retry-errors")}`
    );
  }
  // A study that is started goes on to its report, which says so too.
  if (errors > 0 && !skipUnavailable) process.exitCode = 1;
  return judged;
}

/** The verifier that `--verifier` names: an id, or the path of a module, relative to the current folder. */
export function givenVerifier(name: string): {id: string; own: OwnVerifier[]} {
  if (!isModulePath(name)) return {id: name, own: []};
  const own = ownVerifier(name, process.cwd(), `--verifier ${name}`);
  return {id: own.id, own: [own]};
}

/** Scores what the study's perplexity experiment lacks, says how much that was and returns it. `skipUnavailable`: as one step of several. */
export async function scoreStep(
  step: StepOptions,
  {skipUnavailable = false}: {skipUnavailable?: boolean} = {}
): Promise<number> {
  const {study, run, allowCode, signal} = step;
  const models = step.models ?? createModelAccess(allowCode, say);
  const {scored, unreadable} = await closing(
    locked(step, "score", () =>
      scoreStudy({
        study,
        run,
        shard: step.shard,
        signal,
        models,
        onUnavailable: skipUnavailable
          ? (scorer, {message}) => {
              say(`score: no scores by ${scorer.id}: ${message}`);
            }
          : undefined,
        onStart: (scorer, author, benchmark) => {
          const texts = author === referenceAuthor ? "reference solutions" : author;
          return showProgress(`score   ${texts} under ${scorer.id} on ${benchmark.id}`, "texts");
        }
      })
    ),
    step.models === undefined ? models : null
  );
  if (!study.experiments.some(({id}) => id === "perplexity")) {
    if (!skipUnavailable)
      say(
        `score: nothing to score: ${study.where(["experiments"])} has no experiment perplexity, which alone needs scores`
      );
    return 0;
  }
  console.error(scored === 0 ? "score: nothing is missing" : `score: ${scored} texts scored`);
  if (unreadable > 0)
    console.error(`score: ${unreadable} texts have words that the scoring model does not know`);
  return scored;
}

/** Imports the numbers of a study that another one shows as published. */
export async function importPublished(file: string, runs: string): Promise<void> {
  const study = readStudy(file);
  const run = new RunFolder(resolve(runs, study.id));
  const {lockedImport} = await import("./locked-import.js");
  await lockedImport({study, run});
}

/** The folder of marks that readers gave. */
export function annotationsOf({annotations}: Workspace): string {
  return process.env.BOUNDARY_ANNOTATIONS ?? annotations;
}

/** Checks the run, builds the report and says each of its parts as it begins. */
export async function buildStep({
  workspace,
  ...options
}: Pick<BuildOptions, "study" | "runs" | "n" | "out" | "base" | "origin" | "siteBytes" | "builder"> & {
  workspace: Workspace;
}): Promise<void> {
  const study = readStudy(options.study, options.n);
  const run = new RunFolder(resolve(options.runs, study.id));
  await refuseFaults(inRun(study, run), run);
  if (study.published !== null) await importPublished(study.published, options.runs);
  const {buildSite} = await import("../../loaders/site/build-site.js");
  await buildSite({
    ...options,
    cache: workspace.cache,
    annotations: annotationsOf(workspace),
    onStep: (name) => {
      console.error(`build: ${name} …`);
    },
    onLarge: (file, size) => {
      say(`build: ${file} has ${bytes(size)}: Cloudflare Pages refuses files of more than 25 MiB`);
    }
  });
}
