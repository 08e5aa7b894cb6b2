import {casePath, type CaseShard} from "../../../metrics/study/case-shard.js";
import type {SiteParts} from "../../../metrics/study/site-parts.js";

/** The completions of one problem at a time, each loaded once. */
export interface CaseShards {
  /** Rejects with a message that names the problem when its file cannot be loaded. */
  load(benchmark: string, problemId: string): Promise<CaseShard>;
  /** Whether the site has the completions of a problem. */
  has(benchmark: string, problemId: string): boolean;
  /** What has been loaded so far. */
  loaded(benchmark: string, problemId: string): CaseShard | undefined;
}

/** Shards of the site whose root is at `root`, without those that it leaves out. */
export function caseShards(root: URL, {withoutTexts}: Pick<SiteParts, "withoutTexts">): CaseShards {
  const left = new Map(withoutTexts.map(({benchmark, problemIds}) => [benchmark, new Set(problemIds)]));
  const has: CaseShards["has"] = (benchmark, problemId) => left.get(benchmark)?.has(problemId) !== true;
  const loads = new Map<string, Promise<CaseShard>>();
  const shards = new Map<string, CaseShard>();
  return {
    has,
    load(benchmark, problemId) {
      if (!has(benchmark, problemId)) return Promise.reject(new Error(notHere(problemId)));
      const path = casePath(benchmark, problemId);
      let load = loads.get(path);
      if (load === undefined) {
        load = fetchShard(new URL(path, root), problemId).then((shard) => {
          shards.set(path, shard);
          return shard;
        });
        loads.set(path, load);
        load.catch(() => loads.delete(path));
      }
      return load;
    },
    loaded: (benchmark, problemId) => shards.get(casePath(benchmark, problemId))
  };
}

function notHere(problemId: string): string {
  return `The completions of ${problemId} are in the report’s data set, not on this site, which keeps to a number of bytes.`;
}

async function fetchShard(url: URL, problemId: string): Promise<CaseShard> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`cannot load the completions of ${problemId}: ${response.status} ${response.statusText}`);
  return (await response.json()) as CaseShard;
}
