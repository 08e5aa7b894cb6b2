import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {describe, expect, it} from "vitest";
import {joinModules} from "../../loaders/framework/joined-modules.js";
import {temporaryFolder} from "../support/temporary-folder.js";

function stage(files: Record<string, string>): string {
  const root = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, ".."), {recursive: true});
    writeFileSync(join(root, name), text);
  }
  return root;
}

const sources = {
  "index.md":
    '```js\nimport {first} from "./figures/a.js";\nimport {\n  second,\n} from "./figures/deep/b.js";\n```\n',
  "figures/a.ts": 'import {state} from "./state.js";\nexport const first = (): number => ++state.count;\n',
  "figures/deep/b.ts":
    'import {state} from "../state.js";\nexport const second = (): number => ++state.count;\nexport const later = async () => (await import("./c.js")).third;\nexport interface Shape { width: number }\n',
  "figures/deep/c.ts": "export const third: number = 3;\n",
  "figures/state.ts": "export const state = {count: 0};\n",
  "figures/unused.ts": "export const = ;"
};

interface Joined {
  first: () => number;
  second: () => number;
  later: () => Promise<number>;
}

async function imported(root: string, path: string): Promise<Joined> {
  return (await import(pathToFileURL(join(root, path)).href)) as Joined;
}

describe("joinModules", () => {
  it("leaves modules in their places that share what they import, in one file", async () => {
    const root = stage(sources);
    await joinModules(root);
    const {first} = await imported(root, "figures/a.js");
    const {second, later} = await imported(root, "figures/deep/b.js");
    expect([first(), second(), first()]).toEqual([1, 2, 3]);
    expect(await later()).toBe(3);
    expect(readFileSync(join(root, "report.js"), "utf8")).not.toContain("third = 3");
    expect(existsSync(join(root, "figures/state.js"))).toBe(false);
  });

  it("gives the same bytes again", async () => {
    const [one, two] = [stage(sources), stage(sources)];
    await joinModules(one);
    await joinModules(two);
    for (const file of ["report.js", "figures/a.js", "figures/deep/b.js"])
      expect(readFileSync(join(one, file), "utf8")).toBe(readFileSync(join(two, file), "utf8"));
  });

  it("leaves a folder alone whose pages import nothing", async () => {
    const root = stage({"index.md": "# Words\n", "figures/a.ts": sources["figures/a.ts"]});
    await joinModules(root);
    expect(existsSync(join(root, "report.js"))).toBe(false);
  });
});
