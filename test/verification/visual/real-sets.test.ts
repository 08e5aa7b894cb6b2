import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import type {Problem} from "../../../loaders/schema/problem.js";
import {gradeVisual} from "../../../loaders/verification/visual/answer.js";
import {choiceLetter} from "../../../loaders/verification/visual/choice-letter.js";
import type {VisualGold} from "../../../loaders/verification/visual/gold.js";
import {mathVisionProblem} from "../../../loaders/verification/visual/mathvision.js";
import {mathVistaProblems} from "../../../loaders/verification/visual/mathvista.js";
import {withoutMultipleChoice} from "../../../loaders/verification/visual/multiple-choice.js";

const folder = join(
  process.env.BOUNDARY_SHARED_DATA ?? join(import.meta.dirname, "../../../../shared/data"),
  "benchmarks"
);
const present = existsSync(join(folder, "mathvista_testmini.json.gz"));
if (!present) console.log(`skipped: ${folder} is missing`);

const text = (file: string): string => gunzipSync(readFileSync(join(folder, file))).toString();

/** Completions that give an answer, in several phrasings. */
function phrasings(answer: string): string[] {
  return [
    `So \\boxed{${answer}}.`,
    `First, 3 + 4 = 7.\n\nThe answer is ${answer}.`,
    `**Answer:** ${answer}`,
    `<think>12, or 13?</think><answer>${answer}</answer>`,
    answer
  ];
}

const answerOf = (gold: VisualGold): string =>
  gold.type === "choice" ? gold.choices[gold.answer]! : gold.value;

describe.skipIf(!present)("MathVista and MathVision", () => {
  const vista = present
    ? mathVistaProblems(JSON.parse(text("mathvista_testmini.json.gz")), "mathvista", "mathvista")
    : [];
  const lines = present ? text("mathvision_testmini.jsonl.gz").trim().split("\n") : [];
  const vision = lines.map((line, i) =>
    mathVisionProblem(JSON.parse(line), "mathvision", `mathvision:${i + 1}`)
  );
  const all = [...vista, ...vision];
  const goldOf = ({gold}: Problem): VisualGold => gold as VisualGold;

  it("read completely; the paper's filter leaves 460 and 114 open problems", () => {
    expect([vista.length, vision.length]).toEqual([1000, 304]);
    expect([withoutMultipleChoice(vista).length, withoutMultipleChoice(vision).length]).toEqual([460, 114]);
  });

  it("accept every reference answer in every phrasing", () => {
    for (const problem of all) {
      const gold = goldOf(problem);
      const answer = answerOf(gold);
      // A capital that is also another choice's label means the label.
      if (
        gold.type === "choice" &&
        /^[A-H]$/.test(answer) &&
        choiceLetter(gold.answer) !== answer &&
        answer <= choiceLetter(gold.choices.length - 1)
      )
        continue;
      for (const completion of phrasings(answer)) {
        expect([problem.problemId, completion, gradeVisual(gold, completion).verdict]).toEqual([
          problem.problemId,
          completion,
          "correct"
        ]);
      }
    }
  });

  it("accept the letter of every right choice and refuse every other", () => {
    for (const problem of all) {
      const gold = goldOf(problem);
      if (gold.type !== "choice") continue;
      gold.choices.forEach((choice, index) => {
        const right = choice === answerOf(gold);
        for (const completion of [
          `\\boxed{${choiceLetter(index)}}`,
          `So the answer is (${choiceLetter(index)}) ${choice}.`
        ]) {
          expect([problem.problemId, completion, gradeVisual(gold, completion).verdict]).toEqual([
            problem.problemId,
            completion,
            right ? "correct" : "incorrect"
          ]);
        }
        if (!right && !/^\(?[A-H]\)?$/.test(choice))
          expect(gradeVisual(gold, `\\boxed{${choice}}`).verdict).toBe("incorrect");
      });
    }
  });

  it("refuse the reference answers of other problems", () => {
    const open = withoutMultipleChoice(all);
    open.forEach((problem, i) => {
      for (let step = 1; step <= 8; step++) {
        const other = answerOf(goldOf(open[(i * 7 + step * 131) % open.length]!));
        if (other === answerOf(goldOf(problem))) continue;
        expect([problem.problemId, other, gradeVisual(problem.gold, `\\boxed{${other}}`).verdict]).toEqual([
          problem.problemId,
          other,
          "incorrect"
        ]);
      }
    });
  });
});
