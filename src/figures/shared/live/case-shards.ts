import {casePath, type CaseShard} from "../../../metrics/study/case-shard.js";

/** The completions of one problem at a time, each loaded once. */
export interface CaseShards {
  /** Rejects with a message that names the problem when its file cannot be loaded. */
  load(benchmark: string, problemId: string): Promise<CaseShard>;
  /** What has been loaded so far. */
  loaded(benchmark: string, problemId: string): CaseShard | undefined;
}

/** Shards of the site whose root is at `root`. */
export function caseShards(root: URL): CaseShards {
  const loads = new Map<string, Promise<CaseShard>>();
  const shards = new Map<string, CaseShard>();
  return {
    load(benchmark, problemId) {
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

async function fetchShard(url: URL, problemId: string): Promise<CaseShard> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`cannot load the completions of ${problemId}: ${response.status} ${response.statusText}`);
  return (await response.json()) as CaseShard;
}
