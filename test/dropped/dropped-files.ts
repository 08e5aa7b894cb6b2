import {readFileSync} from "node:fs";
import {basename} from "node:path";
import {readDrop} from "../../loaders/dropped/read-drop.js";
import {isStrictlyCorrect} from "../../loaders/dropped/strict-judge.js";
import type {DropRequest} from "../../src/metrics/dropped/drop-request.js";
import type {DroppedBenchmark, DropResult} from "../../src/metrics/dropped/drop-result.js";
import {importingFixture} from "../support/importing/importing-fixtures.js";

/** A fixture of the importers as a file that a reader gives. */
export function fixtureFile(name: string): File {
  const path = importingFixture(name);
  return new File([readFileSync(path)], basename(path));
}

/** Reads files as the worker does, each a policy of its own by its name, or all of one. */
export function dropped(
  files: readonly File[],
  {policy, ...request}: Partial<DropRequest> & {policy?: string} = {}
): Promise<DropResult> {
  return readDrop(
    {
      files: files.map((file) => ({file, policy: policy ?? file.name})),
      columns: {},
      benchmark: null,
      ...request
    },
    {judge: () => Promise.resolve(isStrictlyCorrect), onProgress: () => undefined}
  );
}

/** Judged and correct completions of all problems, by verifier. */
export function totals({verdicts}: DroppedBenchmark): Record<string, [judged: number, correct: number]> {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return Object.fromEntries(verdicts.map(({verifier, n, c}) => [verifier, [sum(n), sum(c)]]));
}
