import {spawn} from "node:child_process";
import {once} from "node:events";
import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, it} from "vitest";
import {temporaryFolder} from "../../support/temporary-folder.js";

const script = fileURLToPath(new URL("../../../scripts/verify.ts", import.meta.url));

it("ends, and names file and line, where one gold of several pairs is no code problem's", async () => {
  const file = join(temporaryFolder(), "pairs.jsonl");
  const output = "```python\nprint(1)\n```";
  const golds = [{script_tests: [{input: "", output: "1"}]}, {task: "HumanEval/53"}];
  // Programs that are under way when the second gold is read.
  const pairs = [...Array.from({length: 6}, () => golds[0]), golds[1], golds[0]];
  await writeFile(file, pairs.map((gold) => JSON.stringify({output, gold})).join("\n"));
  const child = spawn(process.execPath, [
    "--import",
    "tsx",
    script,
    "--verifier",
    "code@python",
    "--pairs",
    file
  ]);
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "exit")) as [number | null];
  expect(code).toBe(1);
  expect(said).toContain("pairs.jsonl:7: invalid gold");
}, 120_000);
