import {grouped} from "../../src/metrics/support/grouped.js";
import type {Completion} from "../schema/completion.js";
import type {PlannedSample} from "./plan.js";
import {storeCompletions} from "./store-completions.js";
import {storeShard} from "./store-shard.js";

/** Stores completions of one (benchmark, policy) in files. */
export type Storing = (completions: readonly Completion[]) => Promise<void>;

/** The file in which a shard stores a completion of a problem, given by its place. */
type FileOf = (problem: number, sampleIndex: number) => string;

/**
 * Where completions go: `fileOf`, into the files of a shard; null, into a new file each time. `ids`: those of the benchmark's problems, in
 * their order.
 */
export function storing(folder: string, ids: readonly string[], fileOf: FileOf | null): Storing {
  const places = new Map(ids.map((id, place) => [id, place]));
  const place = (id: string): number => places.get(id)!;
  if (fileOf === null) return (completions) => storeCompletions(folder, completions, place);
  const file = ({problemId, sampleIndex}: Completion): string => fileOf(place(problemId), sampleIndex);
  return (completions) => storeShard(folder, completions, file, place);
}

/** Those of the completions whose file gets everything that was asked for it. */
export function wholeFiles(
  completions: readonly Completion[],
  samples: readonly PlannedSample[],
  ids: readonly string[],
  fileOf: FileOf
): Completion[] {
  const asked = new Map<string, number>();
  for (const {problem, sampleIndex} of samples) {
    const file = fileOf(problem, sampleIndex);
    asked.set(file, (asked.get(file) ?? 0) + 1);
  }
  const places = new Map(ids.map((id, place) => [id, place]));
  const drawn = grouped(completions, ({problemId, sampleIndex}) =>
    fileOf(places.get(problemId)!, sampleIndex)
  );
  return [...drawn].filter(([file, those]) => those.length === asked.get(file)).flatMap(([, those]) => those);
}
