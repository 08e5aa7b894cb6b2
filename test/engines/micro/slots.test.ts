import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {batchRows, paddedLength} from "../../../loaders/engines/micro/batching.js";
import {completionsPerRun, makeSlotBatches} from "../../../loaders/engines/micro/slots.js";

/** Jobs: how often each of some prompts is to be completed. */
const jobsArbitrary = fc
  .array(fc.record({length: fc.integer({min: 1, max: 20}), times: fc.integer({min: 1, max: 90})}), {
    maxLength: 60
  })
  .map((prompts) =>
    prompts.flatMap(({length, times}, id) =>
      Array.from({length: times}, () => ({prompt: [id, ...Array<number>(length - 1).fill(1)]}))
    )
  );

describe("makeSlotBatches", () => {
  it("gives each job one place, in rows of one prompt and runs of one padded length", () => {
    fc.assert(
      fc.property(jobsArbitrary, (jobs) => {
        const batches = makeSlotBatches(jobs);
        const places = batches.flatMap(({slots}) => slots.flat());
        expect(places.sort((a, b) => a - b)).toEqual([...jobs.keys()]);
        for (const {length, slots} of batches) {
          expect(slots.length).toBeLessThanOrEqual(batchRows);
          for (const queue of slots) {
            expect(queue.length * batchRows).toBeLessThanOrEqual(completionsPerRun);
            expect(new Set(queue.map((job) => jobs[job]!.prompt[0])).size).toBe(1);
            expect(paddedLength(jobs[queue[0]!]!.prompt.length)).toBe(length);
          }
        }
      })
    );
  });

  it("fills one run with as many completions as it can take", () => {
    const jobs = Array.from({length: completionsPerRun}, (_, index) => ({prompt: [index % 8]}));
    const [batch, ...others] = makeSlotBatches(jobs);
    expect(others).toEqual([]);
    expect(batch!.slots.map((queue) => queue.length)).toEqual(
      Array(batchRows).fill(completionsPerRun / batchRows)
    );
  });

  it("spreads few jobs over rows rather than one after another", () => {
    const jobs = Array.from({length: batchRows}, () => ({prompt: [5, 6]}));
    expect(makeSlotBatches(jobs)).toEqual([{length: 8, slots: jobs.map((_, index) => [index])}]);
  });

  it("keeps pictures apart that have the same question", () => {
    const [first, second] = [new Float32Array(1), new Float32Array(1)];
    const jobs = [first, second, first].map((picture) => ({prompt: [5], picture}));
    const rows = makeSlotBatches(jobs).flatMap(({slots}) => slots);
    for (const row of rows) expect(new Set(row.map((job) => jobs[job]!.picture)).size).toBe(1);
  });
});
