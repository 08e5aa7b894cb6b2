import {readdirSync, readFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {guessRate} from "../../../loaders/benchmarks/dot-pictures/guess-rate.js";
import {freeForm, heldOutSets, sourceSet} from "../../../loaders/benchmarks/dot-pictures/held-out.js";
import type {PictureGold} from "../../../loaders/benchmarks/dot-pictures/problem.js";
import {questionPrompt} from "../../../loaders/benchmarks/dot-pictures/question.js";
import {cellSize, renderPicture} from "../../../loaders/benchmarks/dot-pictures/render-picture.js";
import {sceneSplit, sceneText} from "../../../loaders/benchmarks/dot-pictures/scene.js";
import {vocabulary} from "../../../loaders/benchmarks/dot-pictures/vocabulary.js";
import {problemsText, readProblems} from "../../../loaders/benchmarks/problems-file.js";
import {decodePng} from "../../../loaders/pictures/decode-png.js";
import {encodePng} from "../../../loaders/pictures/encode-png.js";
import {patchesOf} from "../../../loaders/pictures/patches.js";
import type {Problem} from "../../../loaders/schema/problem.js";
import {guessFloorCurve} from "../../../src/metrics/guess/guess-floor-curve.js";
import {look} from "./look.js";

const folder = fileURLToPath(new URL("../../../data/benchmarks", import.meta.url));
const seeing = [
  "dot-pictures-validation",
  "dot-pictures",
  "dot-pictures-rare",
  "dot-pictures-unguessable"
] as const;
const splits: Partial<Record<string, string>> = {
  "dot-pictures-validation": "validation",
  "dot-pictures-unguessable": "reserved"
};
const names = [...seeing, "dot-pictures-blind"] as const;
const fileOf = (name: string) => join(folder, `${name}.jsonl`);
const problemsOf = (name: string) => readProblems(fileOf(name), name);
const goldOf = ({gold}: Problem) => gold as PictureGold;
const pictureFile = (name: string, {image}: Problem) => join(dirname(fileOf(name)), image!);

describe("held-out picture sets", () => {
  it.each(names)("%s.jsonl and its pictures are byte for byte what the seed generates", (name) => {
    const {problems, pictures} = heldOutSets[name]();
    expect(readFileSync(fileOf(name), "utf8")).toBe(problemsText(problems));
    for (const [image, picture] of pictures) {
      expect(readFileSync(join(folder, image)).equals(encodePng(renderPicture(picture)))).toBe(true);
    }
  });

  it("name every picture of the folder, and no other", () => {
    const named = names.flatMap((name) => problemsOf(name).flatMap(({image}) => image ?? []));
    const files = readdirSync(join(folder, "dot-pictures")).map((file) => `dot-pictures/${file}`);
    expect(named.toSorted()).toEqual(files.toSorted());
    expect(named).toHaveLength(480);
  });

  it("have pictures of less than 1 kB that show what gold says", () => {
    for (const name of seeing) {
      for (const problem of problemsOf(name)) {
        const bytes = readFileSync(pictureFile(name, problem));
        expect(bytes.length).toBeLessThan(1000);
        expect(look(decodePng(bytes, problem.image!))).toEqual(goldOf(problem).picture);
      }
    }
    const first = patchesOf(pictureFile("dot-pictures", problemsOf("dot-pictures")[0]!), cellSize);
    expect([first.count, first.size]).toEqual([16, 192]);
  });

  it("share no picture with each other or with training", () => {
    const scenes = seeing.flatMap((name) =>
      problemsOf(name).map((problem) => goldOf(problem).picture.join())
    );
    expect(new Set(scenes).size).toBe(480);
    for (const name of seeing) {
      const split = splits[name] ?? name;
      const pictures = [...heldOutSets[name]().pictures.values()];
      expect(new Set(pictures.map(({scene}) => sceneSplit(scene)))).toEqual(new Set([split]));
      expect(pictures.map(({scene}) => sceneText(scene))).toEqual(
        problemsOf(name).map((problem) => goldOf(problem).picture)
      );
    }
  });

  it("ask in known words what gold says", () => {
    const words = new Set(vocabulary);
    for (const problem of names.flatMap(problemsOf)) {
      expect(problem.prompt).toBe(questionPrompt(goldOf(problem).question));
      expect(problem.prompt.split(" ").every((word) => words.has(word))).toBe(true);
    }
  });

  it("ask in the blind set the questions of dot-pictures without the pictures", () => {
    const blind = problemsOf("dot-pictures-blind");
    expect(blind.some(({image}) => image !== undefined)).toBe(false);
    const bare = (problem: Problem) => [problem.prompt, problem.gold, problem.meta];
    expect(blind.map(bare)).toEqual(problemsOf("dot-pictures").map(bare));
  });

  it("leave less than a twentieth to 512 guesses in the set that is not to be guessed", () => {
    const rates = problemsOf("dot-pictures-unguessable").map(({gold}) => guessRate(gold)!);
    expect(Math.max(...rates)).toBeLessThan(1e-4);
    expect(guessFloorCurve(rates, [512])[0]).toBeLessThan(0.05);
  });

  it("ask only rare questions in the rare set, and few of them in the others", () => {
    const rare = (name: string) =>
      problemsOf(name).filter(({meta: {variant}}) =>
        ["times", "row_difference", "colour_sum", "row_product", "row_fewest", "column_fewest"].includes(
          variant as string
        )
      ).length;
    expect([rare("dot-pictures-rare"), rare("dot-pictures")]).toEqual([98, 10]);
  });
});

describe("freeForm", () => {
  it("leaves out the multiple-choice problems of the source with their pictures, and nothing else", () => {
    for (const name of seeing) {
      const source = sourceSet(name);
      const {problems, pictures} = freeForm(source);
      const removed = source.problems.filter((problem) => !problems.includes(problem));
      expect(source.problems).toHaveLength(150);
      expect(removed).toHaveLength(30);
      expect(
        removed.every(({prompt, meta}) => meta.multiple_choice === true && / choose( \d+){4}$/.test(prompt))
      ).toBe(true);
      expect(problems.every(({prompt}) => !prompt.includes("choose"))).toBe(true);
      expect([...pictures.keys()]).toEqual(problems.map(({image}) => image));
      expect(problems.map(({problemId}) => problemId)).toEqual(
        problemsOf(name).map(({problemId}) => problemId)
      );
    }
  });
});
