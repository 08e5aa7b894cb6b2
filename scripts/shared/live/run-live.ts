import {ownEngine} from "../../../loaders/engines/find-engine.js";
import {createModelAccess} from "../../../loaders/engines/model-access.js";
import {firstRound, studyRounds} from "../../../loaders/sampling/first-round.js";
import type {SiteServer} from "../../../loaders/site/serve.js";
import type {LiveState} from "../../../loaders/site/live/live-state.js";
import {serveLive} from "../../../loaders/site/live/live-server.js";
import {withLock} from "../../../loaders/store/folder-lock.js";
import {scoreForReport} from "../exact-step.js";
import {say} from "../say.js";
import {sampleStep, type StepOptions} from "../steps.js";
import {LiveBuilds, type LiveBuildOptions} from "./live-builds.js";
import {LiveJudging} from "./live-judging.js";
import {LiveProgress, storedCompletions} from "./live-progress.js";
import {Ticker} from "./ticker.js";

export interface LiveRunOptions extends StepOptions, LiveBuildOptions {
  /** Wished port; a free one is taken where it is in use. */
  port: number;
  /** Completions per file: what arrives at once. */
  chunkSize?: number;
  /** Milliseconds between two builds, at least. Default: a minute. */
  interval?: number;
  /** Told once where the report is, before anything is drawn. */
  onServe?: (server: SiteServer) => void;
  /** Told of each build but the last, which is served by then. */
  onBuild?: (state: LiveState) => void;
  /** Told of the last build. */
  onLast?: () => void;
}

/** Of the time, a build may take this share: where one takes long, the next waits longer. */
const BUILD_SHARE = 1 / 12;

/** Whether a policy's model is behind a server, which sets the pace. */
function isServed({policies}: StepOptions["study"]): boolean {
  return policies.some((policy) => ownEngine(policy)?.isServed === true);
}

/**
 * Draws, judges and scores what a study lacks, with its report served from the first moment: a page that waits, then the report
 * of what has arrived, built anew at most every `interval`, and at last, in `report.out`, the report of all, which is the one
 * that a run without this would have made. Any engine will do: `models` gives the engines that the caller has opened, and
 * closes; without it they are those of the study.
 *
 *     const server = await runLive({study, run, models, signal, report: {study: file, runs, out, workspace}, port: 3000});
 *     await serveUntilAborted(signal, server);
 *
 * Returns the server, which the caller closes; null where the signal came first: then what was drawn is stored, and the next
 * call goes on from it. A failure closes the server and is thrown.
 */
export async function runLive(options: LiveRunOptions): Promise<SiteServer | null> {
  const {study, run, signal, port, chunkSize, onServe, onLast} = options;
  const progress = await LiveProgress.of(study, run);
  const builds = new LiveBuilds(options);
  const models = options.models ?? createModelAccess(options.allowCode, say);
  const server = await serveLive({title: study.title, port, state: () => progress.state});
  const close = async (): Promise<void> => {
    await server.close();
    builds.close();
  };
  onServe?.(server);
  const step = {...options, models, isLocked: true};
  const judging = new LiveJudging(step);
  const end = {isNear: false};
  const ticker = new Ticker(tick({options, judging, builds, progress, server, end}));
  try {
    await withLock(run.path, "start", async () => {
      const onDrawn = progress.drew.bind(progress);
      progress.says("sampling the first completions of every problem");
      await sampleStep({...step, study: firstRound(study), isQuiet: true}, {onDrawn, chunkSize});
      void ticker.start({interval: options.interval ?? 60_000, share: BUILD_SHARE, signal});
      // What is drawn is stored and a failed build told at once, not after hours of sampling.
      const drawing = AbortSignal.any([signal, ticker.failed]);
      progress.says("sampling");
      for (const round of isServed(study) ? studyRounds(study) : [study]) {
        if (drawing.aborted) break;
        await sampleStep(
          {...step, signal: drawing, study: round, isQuiet: round !== study},
          {onDrawn, chunkSize, onStored: isServed(study) ? undefined : judging.cell.bind(judging)}
        );
      }
      ticker.check();
      end.isNear = true;
      // A build under way goes on beside what follows.
      const stopped = ticker.stop();
      stopped.catch(() => undefined);
      if (!signal.aborted) await judging.all(false);
      if (!signal.aborted) await scoreForReport(step);
      await stopped;
    });
    if (!signal.aborted) server.show(await builds.last());
    if (signal.aborted) {
      await close();
      return null;
    }
    progress.finished();
    onLast?.();
    return {...server, close};
  } catch (error) {
    await ticker.stop().catch(() => undefined);
    await close();
    // Ctrl-C ends the children of a build as well, which then look as if they had failed.
    if (!signal.aborted) throw error;
    return null;
  } finally {
    await judging.close();
    if (options.models === undefined) await models.close();
  }
}

/** What is done again and again while completions are drawn: what is there is judged, and built if that is more than before. */
function tick({
  options: {study, run, signal, onBuild},
  judging,
  builds,
  progress,
  server,
  end
}: {
  options: LiveRunOptions;
  judging: LiveJudging;
  builds: LiveBuilds;
  progress: LiveProgress;
  server: Awaited<ReturnType<typeof serveLive>>;
  /** Whether the last build is next, so that none is begun before it. */
  end: {readonly isNear: boolean};
}): () => Promise<void> {
  let shown: number | null = null;
  const isOver = (): boolean => signal.aborted;
  return async () => {
    const {drawn} = await storedCompletions(study, run);
    await judging.all(true);
    if (isOver() || end.isNear || judging.judged === shown) return;
    shown = judging.judged;
    const site = await builds.next();
    if (isOver()) return;
    progress.built(drawn);
    server.show(site);
    onBuild?.(progress.state);
  };
}
