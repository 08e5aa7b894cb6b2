import {
  searchShard,
  type CompletionSearch,
  type FoundCompletion
} from "../../findings/hard-cases/completion-search.js";
import type {CaseShards} from "../shared/live/case-shards.js";

/** Problems whose files one search loads at most. */
const MOST_PROBLEMS = 500;
/** Files that are loaded at a time. */
const AT_ONCE = 8;

/** What a search found. */
export interface SearchResult {
  found: FoundCompletion[];
  /** Problems that were searched. */
  searched: number;
  /** Problems whose completions the site has. */
  held: number;
  /** All problems. */
  problems: number;
}

/**
 * Searches the files of a benchmark's problems that the site has, the first `MOST_PROBLEMS` in the order given, and gives what it found in
 * that order; null where the signal ends it first. Tells after each file how many were searched. Rejects where a file cannot
 * be loaded.
 */
export async function searchShards(
  shards: CaseShards,
  benchmark: string,
  problemIds: readonly string[],
  search: CompletionSearch,
  {signal, onProgress}: {signal: AbortSignal; onProgress: (searched: number) => void}
): Promise<SearchResult | null> {
  const held = problemIds.filter((id) => shards.has(benchmark, id));
  const ids = held.slice(0, MOST_PROBLEMS);
  const found: FoundCompletion[][] = [];
  let next = 0;
  let searched = 0;
  const work = async (): Promise<void> => {
    while (next < ids.length && !signal.aborted) {
      const i = next++;
      found[i] = searchShard(await shards.load(benchmark, ids[i]!), search);
      onProgress(++searched);
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, work));
  return signal.aborted
    ? null
    : {found: found.flat(), searched, held: held.length, problems: problemIds.length};
}
