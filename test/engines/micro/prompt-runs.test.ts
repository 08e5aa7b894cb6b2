import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {paddedLength} from "../../../loaders/engines/micro/batching.js";
import {completionsPerRun, makePromptRuns} from "../../../loaders/engines/micro/prompt-runs.js";

/** Jobs: how often each of some prompts is to be completed, prompt after prompt. */
const jobsArbitrary = fc
  .array(fc.record({length: fc.integer({min: 1, max: 20}), times: fc.integer({min: 1, max: 90})}), {
    maxLength: 60
  })
  .map((prompts) =>
    prompts.flatMap(({length, times}, id) =>
      Array.from({length: times}, () => ({prompt: [id, ...Array<number>(length - 1).fill(1)]}))
    )
  );

describe("makePromptRuns", () => {
  it("gives each job one place, in groups of one prompt and runs of one padded length", () => {
    fc.assert(
      fc.property(jobsArbitrary, (jobs) => {
        const runs = makePromptRuns(jobs);
        const places = runs.flatMap(({groups}) => groups.flat());
        expect(places.sort((a, b) => a - b)).toEqual([...jobs.keys()]);
        for (const {length, groups} of runs) {
          expect(groups.flat().length).toBeLessThanOrEqual(completionsPerRun);
          for (const group of groups) {
            expect(new Set(group.map((job) => jobs[job]!.prompt[0])).size).toBe(1);
            expect(paddedLength(jobs[group[0]!]!.prompt.length)).toBe(length);
          }
        }
      })
    );
  });

  it("gathers a prompt's jobs and fills a run before it starts another", () => {
    const jobs = Array.from({length: completionsPerRun + 2}, (_, index) => ({prompt: [index % 2]}));
    const [first, second, ...others] = makePromptRuns(jobs);
    const half = completionsPerRun / 2;
    expect(others).toEqual([]);
    expect(first!.groups.map(({length}) => length)).toEqual([half + 1, half - 1]);
    expect(second!.groups).toEqual([
      jobs
        .map((_, index) => index)
        .filter((index) => index % 2)
        .slice(-2)
    ]);
  });

  it("keeps pictures apart that have the same question", () => {
    const [first, second] = [new Float32Array(1), new Float32Array(1)];
    const jobs = [first, second, first].map((picture) => ({prompt: [5], picture}));
    expect(makePromptRuns(jobs)).toEqual([{length: 8, groups: [[0, 2], [1]]}]);
  });
});
