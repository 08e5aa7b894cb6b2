import {mkdirSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {
  findStudy,
  openWorkspace,
  shownPath,
  studyNames,
  studyPath
} from "../../loaders/workspace/workspace.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** A user's folder with a study of their own, and one with a name that the tool has too. */
function usersFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "studies"));
  for (const name of ["mine.yaml", "pair.yaml", "notes.txt"])
    writeFileSync(join(folder, "studies", name), "");
  return folder;
}

describe("openWorkspace", () => {
  it("has a user's work at the top of their folder", () => {
    const folder = temporaryFolder();
    expect(openWorkspace(folder)).toEqual({
      folder,
      studies: join(folder, "studies"),
      prompts: join(folder, "prompts"),
      benchmarks: join(folder, "benchmarks"),
      annotations: join(folder, "annotations"),
      runs: join(folder, "runs"),
      site: join(folder, "dist"),
      screenshots: join(folder, "screenshots"),
      readmePictures: null,
      cache: join(folder, "cache")
    });
  });

  it("has the repository's work in data/, also where a link leads to it", () => {
    const link = join(temporaryFolder(), "link");
    symlinkSync(repository, link);
    for (const top of [join(repository), link]) {
      const {studies, runs, site, readmePictures} = openWorkspace(top);
      expect({studies, runs, site, readmePictures}).toEqual({
        studies: join(top, "data/studies"),
        runs: join(top, "data/runs"),
        site: join(top, "dist"),
        readmePictures: join(top, "docs")
      });
    }
  });

  it("takes a folder inside the repository as a user's", () => {
    expect(openWorkspace(join(repository, "docs")).runs).toBe(join(repository, "docs/runs"));
  });
});

describe("findStudy", () => {
  it.each([
    ["somewhere/study.yaml", "somewhere/study.yaml"],
    ["study.yaml", "study.yaml"],
    ["../up", "../up"],
    ["micro", "data/studies/micro.yaml"],
    ["micro-full", "data/studies/micro-full.yaml"],
    ["nowhere", null],
    ["notes", null],
    ["", null]
  ])("finds %j as %j", (name, file) => {
    expect(findStudy(name, openWorkspace(usersFolder()))).toBe(file);
  });

  it("prefers the user's study to the tool's of that name", () => {
    const folder = usersFolder();
    const workspace = openWorkspace(folder);
    expect(findStudy("mine", workspace)).toBe(join(folder, "studies/mine.yaml"));
    expect(findStudy("pair", workspace)).toBe(join(folder, "studies/pair.yaml"));
    expect(studyNames(workspace)).toEqual([
      "math500-7b",
      "micro",
      "micro-full",
      "mine",
      "pair",
      "paper",
      "paper-strong"
    ]);
  });
});

describe("studyPath", () => {
  it("is relative to the study, and the tool's own where the user has nothing there", () => {
    const folder = usersFolder();
    const study = join(folder, "studies/mine.yaml");
    mkdirSync(join(folder, "models/countdown-grpo"), {recursive: true});
    expect(studyPath(study, "../models/countdown-grpo")).toBe(join(folder, "models/countdown-grpo"));
    expect(studyPath(study, "../models/countdown-base")).toBe(join(repository, "data/models/countdown-base"));
    expect(studyPath(study, "../benchmarks/mine.jsonl")).toBe(join(folder, "benchmarks/mine.jsonl"));
    expect(studyPath(study, "/absolute/nowhere")).toBe("/absolute/nowhere");
  });
});

describe("shownPath", () => {
  it("is short below the current folder, and whole elsewhere", () => {
    expect(shownPath(join(process.cwd(), "dist"))).toBe("dist");
    expect(shownPath(process.cwd())).toBe(process.cwd());
    expect(shownPath("/elsewhere/dist")).toBe("/elsewhere/dist");
  });
});
