import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {allSolutions} from "../../../loaders/benchmarks/countdown/all-solutions.js";
import {drawPuzzle, defaultWeights} from "../../../loaders/benchmarks/countdown/puzzle.js";
import {gradeCountdown} from "../../../loaders/verification/countdown/steps.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import {expectedJudgement, readCases} from "../../support/verification/grade-cases.js";

const cases = readCases<object>(new URL("two-targets.json", import.meta.url));
const words = ["+", "-", "*", "=", ";", ...Array.from({length: 100}, (_, number) => String(number))];

describe("gradeCountdown with two targets", () => {
  it.each(cases)("$why: $completion", (each) => {
    const gold = {numbers: [3, 7, 5, 2], targets: [15, 30]};
    expect(gradeCountdown(gold, each.completion)).toEqual(expectedJudgement(each));
  });

  it("judges one target in a list as the target alone", () => {
    for (const text of ["3 + 9 = 12", "3 * 9 = 27", "3 + 9 = 13", "", "3 + 9 = 12 ; 3 + 9 = 12"])
      expect(gradeCountdown({numbers: [3, 9], targets: [12]}, text)).toEqual(
        gradeCountdown({numbers: [3, 9], target: 12}, text)
      );
  });

  it("accepts exactly the enumerated solutions, of solutions and of texts near them", () => {
    const change = fc.record({
      at: fc.nat(),
      word: fc.constantFrom(...words),
      kind: fc.constantFrom("none", "replace", "drop", "insert", "turn", "repeat", "half")
    });
    let right = 0;
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(), fc.array(change, {maxLength: 2}), (seed, place, changes) => {
        const {numbers, targets} = drawPuzzle(createRandom("two targets", seed), defaultWeights, 2);
        const known = allSolutions({numbers, targets});
        const text = changes.reduce(changed, known[place % known.length]!);
        const isRight = known.includes(text);
        right += Number(isRight);
        expect(gradeCountdown({numbers, targets}, text).verdict === "correct", text).toBe(isRight);
      }),
      {numRuns: 400}
    );
    expect(right).toBeGreaterThan(40);
    expect(right).toBeLessThan(360);
  });

  it("reports targets that are no list of integers as an error", () => {
    for (const targets of [[], 12, [1.5], null])
      expect(gradeCountdown({numbers: [3, 9], targets}, "3 + 9 = 12").verdict).toBe("error");
  });
});

/** A text with one word, or one half, otherwise. */
function changed(text: string, {at, word, kind}: {at: number; word: string; kind: string}): string {
  const all = text.split(" ");
  const place = at % all.length;
  const half = Math.ceil(all.length / 2);
  if (kind === "replace") all[place] = word;
  if (kind === "drop") all.splice(place, 1);
  if (kind === "insert") all.splice(place, 0, word);
  if (kind === "turn") return [...all.slice(half), ";", ...all.slice(0, half - 1)].join(" ");
  if (kind === "repeat") all.push(";", ...all.slice(half));
  if (kind === "half") all.length = half - 1;
  return all.join(" ");
}
