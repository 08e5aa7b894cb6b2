import {mkdirSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {imagePath} from "../../loaders/benchmarks/image-path.js";
import {parseProblem, type Problem} from "../../loaders/schema/problem.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const problem: Problem = {benchmark: "b", problemId: "p", domain: "visual", prompt: "", gold: "", meta: {}};

describe("a problem's picture", () => {
  const outside = [
    "/etc/passwd",
    "../x.png",
    "a/../../x.png",
    "..",
    "C:\\x.png",
    "..\\x.png",
    "\\\\host\\x",
    "file:///x",
    "https://x/y.png",
    "a\0b",
    ""
  ];

  it.each(outside)("may not be %j", (image) => {
    const row = {problem_id: "p", domain: "visual", prompt: "", gold: "", image};
    expect(() => parseProblem(row, "b", "b.jsonl:3")).toThrow(
      /^b\.jsonl:3: invalid problem: the image .* outside of the file's folder/
    );
    expect(() => imagePath(problem, image, "b.jsonl")).toThrow(UserError);
  });

  it("may be below the folder, or not there yet, and no link may lead out of it", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "inner"));
    writeFileSync(join(folder, "inner/a.png"), "x");
    symlinkSync("inner", join(folder, "also"));
    symlinkSync("/etc/passwd", join(folder, "link.png"));
    symlinkSync("/etc", join(folder, "far"));
    const file = join(folder, "b.jsonl");
    for (const image of ["inner/a.png", "also/a.png", "inner/none.png", "..a.png"])
      expect(imagePath(problem, image, file)).toBe(join(folder, image));
    for (const image of ["link.png", "far/passwd"])
      expect(() => imagePath(problem, image, file)).toThrow(/lies outside/);
  });
});
