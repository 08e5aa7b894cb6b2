import {readFileSync} from "node:fs";
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
