import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {filesIn} from "../../support/importing/import-run.js";
import {importingFixture} from "../../support/importing/importing-fixtures.js";
import {rawRows} from "../../support/importing/raw-rows.js";

/** Files of a folder, by their names in it. */
function filesOf(folder: string): [string, Buffer][] {
  const entries = readdirSync(folder, {recursive: true, withFileTypes: true});
  return entries
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => join(parentPath, name))
    .map((path) => [path.slice(folder.length + 1), readFileSync(path)]);
}

/** What is found in files, wherever they lie. */
async function foundIn(folder: string): Promise<unknown> {
  const {completions, verdicts} = await rawRows([folder]);
  return [...completions, ...verdicts].map((row) => ({...row, file: ""}));
}

describe("folders whose files are packed one by one", () => {
  it.each([
    "lm-eval",
    "human-eval",
    "evalplus",
    "evalplus-samples",
    "live-code-bench",
    "opencompass",
    "every-eval-ever"
  ])("have of %s the samples once, with what its other files say of them", async (format) => {
    const files = filesOf(importingFixture(format));
    const packed = filesIn(Object.fromEntries(files.map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)])));
    expect(await foundIn(packed)).toEqual(await foundIn(importingFixture(format)));
  });

  it("have what stands beside a file that is named alone", async () => {
    const files = filesOf(importingFixture("lm-eval"));
    const folder = filesIn(Object.fromEntries(files.map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)])));
    const [samples] = files.filter(([name]) => name.includes("samples_"));
    const {completions} = await rawRows([join(folder, `${samples![0]}.gz`)]);
    const {completions: plain} = await rawRows([join(importingFixture("lm-eval"), samples![0])]);
    expect(completions.map(({model}) => model)).toEqual(plain.map(({model}) => model));
    expect(completions[0]!.model).not.toBeNull();
  });
});
