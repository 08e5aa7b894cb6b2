import {basename, join} from "node:path";
import {Bucket} from "../../../loaders/remote/bucket.js";
import type {Moved} from "../../../loaders/remote/push-files.js";
import {RunMirror} from "../../../loaders/remote/run-mirror.js";
import {mirrorFolders, runPlace} from "../../../loaders/remote/run-place.js";
import {whilePushing} from "../../../loaders/remote/while-pushing.js";
import {mayHoldShard} from "../../../loaders/schema/sharding/shard-file.js";
import type {Shard} from "../../../loaders/schema/sharding/shard.js";
import {readStudy, type Study} from "../../../loaders/schema/study.js";
import {shownPath} from "../../../loaders/workspace/workspace.js";
import {bytes} from "../../../src/findings/shared/format.js";
import {say} from "../say.js";
import type {StudyOptions} from "../study-command.js";

/** Milliseconds between pushes: what the loss of a machine may lose of what was stored on it. */
const EVERY = 5000;

/**
 * Runs a step on a run that may lie in a bucket: brings first what the step needs of it, and puts there what it stores, as it goes on. A run
 * in a folder is left to `work`. `all`: the step needs every file, not only those of the study's cells.
 */
export async function onRun<T>(
  {place, workspace, study: file, n}: StudyOptions,
  {shard = null, all = false}: {shard?: Shard | null | undefined; all?: boolean},
  work: () => Promise<T>
): Promise<T> {
  if (place === undefined) return work();
  const study = readStudy(file, n);
  const {access, prefix} = runPlace(place, process.env);
  const {runs, index} = mirrorFolders({access, prefix}, workspace.cache, shard);
  const patience = {
    // Who asks to stop waits for what is stored to be put; a second Ctrl-C ends the process.
    signal: new AbortController().signal,
    onWait: (reason: string, milliseconds: number) => {
      say(`${place}: the host ${reason}, again in ${Math.ceil(milliseconds / 1000)} s`);
    }
  };
  const mirror = new RunMirror({
    bucket: new Bucket(access, patience, "run again"),
    prefix: `${prefix}${study.id}/`,
    folder: join(runs, study.id),
    index: join(index, `${study.id}.json`),
    onAside: (path, aside) => {
      say(
        `${place}: another process wrote ${path} too, and its version counts; the one from here is ${shownPath(aside)}`
      );
    }
  });
  say(came(place, await mirror.pull(wantedFiles(study, shard, all))));
  return whilePushing(
    mirror,
    {
      every: EVERY,
      onFailure: ({message}) => {
        say(`not in the bucket yet, and tried again: ${message}`);
      }
    },
    work
  );
}

function came(place: string, {files, bytes: size}: Moved): string {
  return files === 0 ? `${place}: nothing new` : `${place}: ${files} files fetched, ${bytes(size)}`;
}

/** Which files of a run a step needs: those of the study's cells, of its shard, and what belongs to none. */
function wantedFiles(study: Study, shard: Shard | null, all: boolean): (path: string) => boolean {
  if (all) return () => true;
  const benchmarks = new Set(study.benchmarks.map(({id}) => id));
  const policies = new Set(study.policies.map(({id}) => id));
  return (path) => {
    const benchmark = /(?:^|\/)benchmark=([^/]+)\//.exec(path)?.[1];
    const policy = /(?:^|\/)policy=([^/]+)\//.exec(path)?.[1];
    if (benchmark !== undefined && !benchmarks.has(benchmark)) return false;
    // References are texts that no policy wrote.
    if (policy !== undefined && !policies.has(policy) && path.startsWith("completions/")) return false;
    return mayHoldShard(shard, basename(path));
  };
}
