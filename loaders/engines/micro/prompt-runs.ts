import {paddedLength} from "./batching.js";

/** What decides which jobs can share their beginning: the same tokens and the same picture. */
interface PromptedJob {
  prompt: readonly number[];
  picture?: object | undefined;
}

/** One run of the generation graph. */
export interface PromptRun {
  /** Padded length of the prompts. */
  length: number;
  /** For each prompt the jobs that complete it. */
  groups: number[][];
}

/** Completions of one run at most: bounds the memory of a run and the time between two signs of progress. */
export const completionsPerRun = 512;

/**
 * Distributes jobs to runs, those of one prompt side by side, since completions of one prompt share what they have in common.
 * Prompts of one padded length share their runs. Linear in the number of jobs.
 */
export function makePromptRuns(jobs: readonly PromptedJob[]): PromptRun[] {
  return [...groupByPrompt(jobs)].flatMap(([length, groups]) => {
    const runs: PromptRun[] = [];
    let room = 0;
    for (const group of groups) {
      for (let start = 0; start < group.length;) {
        if (room === 0) {
          runs.push({length, groups: []});
          room = completionsPerRun;
        }
        const part = group.slice(start, start + room);
        runs.at(-1)!.groups.push(part);
        start += part.length;
        room -= part.length;
      }
    }
    return runs;
  });
}

/** Places in `jobs` by prompt and picture, under the prompt's padded length. */
function groupByPrompt(jobs: readonly PromptedJob[]): Map<number, number[][]> {
  const pictures = new Map<object | undefined, number>();
  const groups = new Map<string, number[]>();
  const byLength = new Map<number, number[][]>();
  for (const [index, {prompt, picture}] of jobs.entries()) {
    if (!pictures.has(picture)) pictures.set(picture, pictures.size);
    const key = `${pictures.get(picture)}:${prompt.join(" ")}`;
    let group = groups.get(key);
    if (group === undefined) {
      groups.set(key, (group = []));
      const length = paddedLength(prompt.length);
      const ofLength = byLength.get(length);
      if (ofLength === undefined) byLength.set(length, [group]);
      else ofLength.push(group);
    }
    group.push(index);
  }
  return byLength;
}
