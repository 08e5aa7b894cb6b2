import {batchRows, paddedLength} from "./batching.js";

/** What decides which jobs can share a row: the same tokens and the same picture. */
interface PromptedJob {
  prompt: readonly number[];
  picture?: object | undefined;
}

/** One run of the generation graph. */
export interface SlotBatch {
  /** Padded length of the prompts. */
  length: number;
  /** For each row the jobs that it completes, one after another; all have one prompt. At most `batchRows` rows. */
  slots: number[][];
}

/** Completions that a row writes in one run at most: bounds the time between two signs of progress. */
const longestQueue = 16;

/** As many completions as one run can write. */
export const completionsPerRun = batchRows * longestQueue;

/**
 * Distributes jobs to rows, so that a prompt goes through the decoder once for several completions and a row whose completion
 * has ended takes the next one. Prompts of one padded length share their runs. Linear in the number of jobs.
 */
export function makeSlotBatches(jobs: readonly PromptedJob[]): SlotBatch[] {
  return [...groupByPrompt(jobs)].flatMap(([length, groups]) => {
    const slots = groups.flatMap((group) => splitEvenly(group, queueLength(groups)));
    return Array.from({length: Math.ceil(slots.length / batchRows)}, (_, run) => ({
      length,
      slots: slots.slice(run * batchRows, (run + 1) * batchRows)
    }));
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

/** The shortest queue with which the jobs fit into as few runs as the longest queue allows. */
function queueLength(groups: readonly number[][]): number {
  const jobs = groups.reduce((sum, group) => sum + group.length, 0);
  const rows = batchRows * Math.ceil(jobs / completionsPerRun);
  let length = Math.ceil(jobs / rows);
  const needed = () => groups.reduce((sum, group) => sum + Math.ceil(group.length / length), 0);
  while (length < longestQueue && needed() > rows) length++;
  return length;
}

/** Parts of at most `longest`, whose sizes differ by one at most. */
function splitEvenly(group: readonly number[], longest: number): number[][] {
  const parts = Math.ceil(group.length / longest);
  return Array.from({length: parts}, (_, part) =>
    group.slice(Math.floor((part * group.length) / parts), Math.floor(((part + 1) * group.length) / parts))
  );
}
