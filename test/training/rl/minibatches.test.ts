import {describe, expect, it} from "vitest";
import {drawMinibatches} from "../../../loaders/training/rl/minibatches.js";
import {createRandom} from "../../../src/random/keyed-random.js";

const items = Array.from({length: 10}, (_, index) => index);
const draw = (epochs: number, minibatches: number, of = items) =>
  drawMinibatches(of, {epochs, minibatches}, createRandom("minibatches"));
const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b);

describe("drawMinibatches", () => {
  it("keeps a single batch as it is, once an epoch", () => {
    expect(draw(1, 1)).toEqual([items]);
    expect(draw(2, 1)).toEqual([items, items]);
  });

  it("deals every item once an epoch, to parts of almost one size, otherwise each time", () => {
    const batches = draw(2, 3);
    expect(batches.map(({length}) => length)).toEqual([3, 3, 4, 3, 3, 4]);
    const epochs = [batches.slice(0, 3).flat(), batches.slice(3).flat()];
    for (const epoch of epochs) expect(sorted(epoch)).toEqual(items);
    expect(epochs[0]).not.toEqual(epochs[1]);
  });

  it("is fixed by the random source", () => {
    expect(draw(2, 3)).toEqual(draw(2, 3));
  });

  it("has no empty batches", () => {
    expect(draw(1, 4, [])).toEqual([]);
    expect(draw(1, 4, [1, 2]).map(({length}) => length)).toEqual([1, 1]);
  });
});
