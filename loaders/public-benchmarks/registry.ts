import {codeSets} from "./code-sets.js";
import {mathSets} from "./math-sets.js";
import type {PublicBenchmark} from "./public-benchmark.js";
import {visualSets} from "./visual-sets.js";

/** Every public set that studies can name and `npm run fetch` can get. */
export const publicBenchmarks: readonly PublicBenchmark[] = [...mathSets, ...codeSets, ...visualSets];

/** What a study reads of a set that has to be prepared. */
const PREPARED = "problems.jsonl";

/** The set of that id; null where there is none. */
export function publicBenchmark(id: string): PublicBenchmark | null {
  return publicBenchmarks.find((set) => set.id === id) ?? null;
}

/** The name of the file of a fetched set that a study reads. */
export function readFileName({files, prepare}: PublicBenchmark): string {
  return prepare === undefined ? files[0]!.name : PREPARED;
}
