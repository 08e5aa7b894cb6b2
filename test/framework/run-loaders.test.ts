import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {runLoaders} from "../../loaders/framework/run-loaders.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {smallRepository} from "../support/small-repository.js";
import {temporaryFolder} from "../support/temporary-folder.js";

describe("runLoaders", () => {
  it("writes what each loader prints where Framework looks for it", async () => {
    const cache = temporaryFolder();
    const repository = smallRepository({
      "data/a.json.ts":
        "const n: number = 1;\nprocess.stdout.write(JSON.stringify({n, given: process.env.GIVEN}));",
      "data/b.arrow.ts": "process.stdout.write(new Uint8Array([1, 2, 255]));"
    });
    await runLoaders(repository, cache, {GIVEN: "yes"});
    expect(JSON.parse(readFileSync(join(cache, "data/a.json"), "utf8"))).toEqual({n: 1, given: "yes"});
    expect([...readFileSync(join(cache, "data/b.arrow"))]).toEqual([1, 2, 255]);
  });

  it("runs each loader once, whatever the number of processes", async () => {
    const [cache, seen] = [temporaryFolder(), temporaryFolder()];
    const names = ["a", "audit", "b", "c", "d", "support"];
    const loader = (name: string): string =>
      `import {appendFileSync} from "node:fs";\nappendFileSync(${JSON.stringify(join(seen, "runs"))}, "${name}\\n");\nprocess.stdout.write("${name}");`;
    const repository = smallRepository(
      Object.fromEntries(names.map((name) => [`data/${name}.json.ts`, loader(name)]))
    );
    await runLoaders(repository, cache, {});
    expect(readFileSync(join(seen, "runs"), "utf8").trim().split("\n").sort()).toEqual(names);
    for (const name of names) expect(readFileSync(join(cache, `data/${name}.json`), "utf8")).toBe(name);
    expect(readdirSync(cache)).toEqual(["data"]);
  });

  it("begins no other loader after one that fails", async () => {
    const seen = temporaryFolder();
    const late = `import {writeFileSync} from "node:fs";\nwriteFileSync(${JSON.stringify(join(seen, "late"))}, "");`;
    const slow = `await new Promise((resolve) => setTimeout(resolve, 4000));`;
    const repository = smallRepository({
      "data/audit.json.ts": 'console.error("no file x");\nprocess.exitCode = 1;',
      "data/cases.json.ts": slow,
      "data/z.json.ts": late
    });
    await expect(runLoaders(repository, temporaryFolder(), {})).rejects.toThrow(/^no file x$/);
    expect(readdirSync(seen)).toEqual([]);
  });

  it("passes on the last line of a loader that ends with 1, a mistake of the user's", async () => {
    const repository = smallRepository({
      "data/a.json.ts": 'console.error("first");\nconsole.error("no file x");\nprocess.exitCode = 1;'
    });
    const failure = runLoaders(repository, temporaryFolder(), {});
    await expect(failure).rejects.toThrow(UserError);
    await expect(failure).rejects.toThrow(/^no file x$/);
  });

  it("shows the whole of what a loader says that fails in another way", async () => {
    const repository = smallRepository({"data/a.json.ts": 'throw new Error("of ours");'});
    await expect(runLoaders(repository, temporaryFolder(), {})).rejects.toThrow(
      /a data loader ended with code 2:[^]*of ours/
    );
  });

  it("blocks the network", async () => {
    const repository = smallRepository({"data/a.json.ts": 'await fetch("http://192.0.2.1/");'});
    await expect(runLoaders(repository, temporaryFolder(), {})).rejects.toThrow(/network blocked/);
  });
});
