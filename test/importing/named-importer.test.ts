import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {findRawFiles} from "../../loaders/importing/files/find-files.js";
import {namedImporter} from "../../loaders/importing/find-importer.js";
import type {RawRow} from "../../loaders/importing/raw-row.js";
import {temporaryFolder} from "../support/temporary-folder.js";

async function readWith(moduleText: string): Promise<RawRow[]> {
  const folder = temporaryFolder();
  const module = join(folder, "mine.mjs");
  const rows = join(folder, "rows.txt");
  writeFileSync(module, moduleText);
  writeFileSync(rows, "4\n5\n");
  const importer = await namedImporter(module, true, "a test");
  const files = await findRawFiles([rows], "a test");
  const found: RawRow[] = [];
  for await (const batch of importer.read(files[0]!, {columns: {}, files})) found.push(...batch);
  return found;
}

describe("namedImporter", () => {
  it("finds a format by its id", async () => {
    expect((await namedImporter("verl", false, "--format")).id).toBe("verl");
  });

  it("refuses a format that does not exist, and a module without the user's leave", async () => {
    await expect(namedImporter("json", false, "--format")).rejects.toThrow(
      /^unknown format json \(--format\): use .*verl.*, or the path of a module: \.\/my-importer\.ts$/
    );
    await expect(namedImporter("./mine.mjs", false, "--format")).rejects.toThrow(/--allow-code/);
  });

  it("reads with a user's module", async () => {
    const rows = await readWith(
      `import {readFileSync} from "node:fs";
       export const importer = {*read(file) { for (const text of readFileSync(file, "utf8").trim().split("\\n")) yield {completion: text, foreign: [{metric: "even", correct: Number(text) % 2 === 0}]}; }};`
    );
    expect(rows).toMatchObject([
      {
        line: 1,
        completion: "4",
        foreign: [{metric: "even", correct: true, value: true, scope: "completion"}]
      },
      {
        line: 2,
        completion: "5",
        foreign: [{metric: "even", correct: false, value: false, scope: "completion"}]
      }
    ]);
  });

  it.each([
    ["export const importer = 1;", /has no importer: export const importer = \{read\}$/],
    ["export const other = 1;", /has no export importer: export it by that name$/],
    [
      "export const importer = {read() { throw new Error('bad file'); }};",
      /failed on .*rows\.txt: bad file$/
    ],
    ["export const importer = {read: () => 7};", /failed on .*rows\.txt: /],
    [
      "export const importer = {read: () => [{text: 4}]};",
      /gave what is no completion for .*rows\.txt, entry 1: completion must be a string/
    ]
  ])("names a module whose text is %s", async (text, message) => {
    await expect(readWith(text)).rejects.toThrow(message);
  });
});
