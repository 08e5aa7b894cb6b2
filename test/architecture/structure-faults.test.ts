import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {describe, expect, it} from "vitest";
import {temporaryFolder} from "../support/temporary-folder.js";
import {readSources} from "./source-tree.js";
import {structureFaults, type StructureRules} from "./structure-faults.js";

/** A tree without a fault: `page` on top, a parent that knows its children and is known by them, a worker in JavaScript. */
const sound: Record<string, string> = {
  "app/page.ts": 'import {price} from "./shop/price.js";\nimport "./tools/worker.mjs";\n',
  "app/shop/price.ts": 'import {tax} from "./tax/rate.js";\nexport const price = tax;\n',
  "app/shop/tax/rate.ts": 'import type {Money} from "../money.js";\nexport const tax: Money = 1;\n',
  "app/shop/money.ts": "export type Money = number;\n",
  "app/tools/worker.mjs": 'import fs from "node:fs";\n',
  "app/notes.md": 'import "./nowhere.js"\n'
};

function faults(changes: Record<string, string>, rules: Partial<StructureRules> = {}): string[] {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries({...sound, ...changes})) {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), text);
  }
  return structureFaults(readSources(root, ["app"]), {lines: 5, files: 2, ...rules});
}

describe("structureFaults", () => {
  it("finds nothing in a sound tree, where a parent and its child folders know each other", () => {
    expect(faults({})).toEqual([]);
  });

  it.each([
    ["a value", 'export {price} from "./price.js";\n'],
    ["a type", 'import type {price} from "./price.js";\nexport type Money = typeof price;\n'],
    ["a dynamic import", 'export const later = () => import("./price.js");\n'],
    ["an import in a type", 'export type Money = import("./price.js").Money;\n']
  ])("names the files of a circle that %s closes", (_, money) => {
    expect(faults({"app/shop/money.ts": money})).toEqual([
      "files import each other in a circle: app/shop/money.ts → app/shop/price.ts → app/shop/tax/rate.ts → app/shop/money.ts"
    ]);
  });

  it("names a file that imports itself", () => {
    expect(faults({"app/shop/money.ts": 'import "./money.js";\n'})).toEqual([
      "files import each other in a circle: app/shop/money.ts → app/shop/money.ts"
    ]);
  });

  it("reads no import in a comment or a text", () => {
    const text = '// import "./price.js"\nexport const Money = `import "./price.js"`;\n';
    expect(faults({"app/shop/money.ts": text})).toEqual([]);
  });

  it("names sibling folders in a circle, where no file is in one", () => {
    expect(
      faults({
        "app/tools/worker.mjs": 'import "../shop/tax/rate.js";\n',
        "app/shop/money.ts": 'import "../tools/other.js";\nexport type Money = number;\n',
        "app/tools/other.ts": "export {};\n"
      })
    ).toEqual(["folders import each other in a circle: app/shop → app/tools → app/shop"]);
  });

  it("lets a folder count as a top of its own", () => {
    const changes = {
      "app/shop/money.ts": 'import "../tools/other.js";\nexport type Money = number;\n',
      "app/tools/roof/sign.ts": 'import "../../shop/money.js";\n',
      "app/tools/other.ts": "export {};\n"
    };
    expect(faults(changes)).toHaveLength(1);
    expect(faults(changes, {tops: ["app/tools/roof"]})).toEqual([]);
  });

  it("finds each of two circles once", () => {
    const changes = {
      "app/a.ts": 'import "./b.js";\n',
      "app/b.ts": 'import "./a.js";\nimport "./c.js";\n',
      "app/c.ts": 'import "./d.js";\n',
      "app/d.ts": 'import "./c.js";\n'
    };
    expect(faults(changes, {files: 9})).toEqual([
      "files import each other in a circle: app/a.ts → app/b.ts → app/a.ts",
      "files import each other in a circle: app/c.ts → app/d.ts → app/c.ts"
    ]);
  });

  it("names a folder with too many files, unless it may have them", () => {
    const changes = {"app/shop/coin.ts": "export {};\n"};
    expect(faults(changes)).toEqual(["app/shop has 3 source files, more than 2: divide it"]);
    expect(faults(changes, {crowded: ["app/shop"]})).toEqual([]);
  });

  it("names a file with too many lines", () => {
    expect(faults({"app/shop/money.ts": "export {};\n".repeat(6)})).toEqual([
      "app/shop/money.ts has 6 lines, more than 5: split it"
    ]);
  });

  it("throws on an import of a file that is not there", () => {
    expect(() => faults({"app/shop/money.ts": 'import "./gone.js";\n'})).toThrow(
      "app/shop/money.ts imports ./gone.js, which is not there"
    );
  });
});
