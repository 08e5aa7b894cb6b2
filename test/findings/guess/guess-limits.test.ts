import {describe, expect, it} from "vitest";
import {beyondMeasured} from "../../../src/findings/guess/guess-limits.js";
import type {GuessSet} from "../../../src/metrics/guess/guess-sets.js";

const counts = {n: 128, c: 3};

/** A set of problems with these guess rates, measured from so many direct answers, or exact. */
function set(label: string, rates: readonly number[], answers: number | null): GuessSet {
  return {
    benchmark: {label},
    problems: rates.map((rate) => ({
      base: counts,
      rl: counts,
      rate,
      direct: answers === null ? null : {n: answers, c: Math.round(rate * answers)}
    })),
    source: answers === null ? "arithmetic" : "direct"
  } as unknown as GuessSet;
}

describe("beyondMeasured", () => {
  const sets = [
    set("Sums", [0, 0.01, 0.273], null),
    set("Two sums", [0, 0.001], null),
    set("Pictures", [0, 0.125], 64)
  ];

  it("says nothing of the paper's limit, nor of a choice inside what was measured", () => {
    expect(beyondMeasured(sets, {limit: 0.05, uniform: null})).toBe("");
    expect(beyondMeasured(sets.slice(0, 1), {limit: 0.273, uniform: 0.2})).toBe("");
    expect(beyondMeasured([], {limit: 0.4, uniform: 0.9})).toBe("");
  });

  it("warns of a limit and of a rate that no problem of a set reaches, and says how far they go", () => {
    expect(beyondMeasured(sets, {limit: 0.4, uniform: null})).toBe(
      "Beyond what was measured: no problem’s guess rate reaches 40.0% on Sums (largest 27.3%) and Two sums (largest 0.1%), so that none goes there."
    );
    expect(beyondMeasured(sets, {limit: 0.05, uniform: 0.2})).toBe(
      "Beyond what was measured: no problem has a guess rate of 20.0% on Two sums (largest 0.1%) and Pictures (largest 12.5%)."
    );
  });

  it("warns of a limit that too few direct answers tell from zero, not of an exact rate", () => {
    expect(beyondMeasured([sets[0]!, sets[2]!], {limit: 0.01, uniform: null})).toBe(
      "Finer than what was measured: on Pictures 64 direct answers tell no rate below 1.6% from zero, so that none goes there."
    );
    expect(beyondMeasured([sets[0]!], {limit: 0.01, uniform: null})).toBe("");
  });
});
