import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {Database} from "../../loaders/store/database.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";
import {copyOfTool, followGuide, guideBlocks} from "./guide.js";

interface StoredVerdict {
  verifier: string;
  problem_id: string;
  sample_index: number;
  verdict: string;
}

/** Follows a guide in a copy of the tool; every command must end well. */
function follow(name: string): {folder: string; said: Record<string, string>} {
  const folder = temporaryFolder();
  copyOfTool(folder);
  const said: Record<string, string> = {};
  for (const {line, status, stdout, stderr} of followGuide(name, folder)) {
    if (status !== 0) throw new Error(`${line}: ${stderr}`);
    said[line] = stdout + stderr;
  }
  return {folder, said};
}

/** `correct` and `incorrect` of each completion, in the order of problems and sample indices, by verifier. */
async function verdicts(folder: string, study: string): Promise<Record<string, string[]>> {
  const database = await Database.open();
  try {
    const rows = await database.rows<StoredVerdict>(
      `SELECT verifier, problem_id, sample_index, verdict
       FROM read_parquet('${folder}/my-study/runs/${study}/verdicts/**/*.parquet', hive_partitioning = true)
       ORDER BY problem_id, sample_index`
    );
    const byVerifier: Record<string, string[]> = {};
    for (const {verifier, verdict} of rows) (byVerifier[verifier] ??= []).push(verdict);
    return byVerifier;
  } finally {
    database.close();
  }
}

const timeout = 600_000;

describe("docs/adding-a-verifier.md", () => {
  it(
    "gives a module, a command, an audit and a verifier of ours that judge as it says",
    {timeout},
    async () => {
      const {folder, said} = follow("adding-a-verifier");
      const judged = ["correct", "correct", "incorrect", "incorrect"];
      const {"math@strict": strict, ...others} = await verdicts(folder, "sums");
      expect(others).toEqual({
        "last-line": judged,
        reward: judged,
        "math@paper": expect.any(Array) as string[]
      });
      expect(strict).toHaveLength(4);
      const text = Object.values(said).join("");
      expect(text.match(/verify: 4 verdicts, 4 distinct completions/g)).toHaveLength(2);
      expect(text).toContain("verify: 8 verdicts, 8 distinct completions");
      expect(text).toMatch(/decided by\s+same_text\nverdict\s+correct/);
      const pairs = Object.entries(said).find(([line]) => line.includes("--pairs"))![1];
      expect(
        pairs
          .trim()
          .split("\n")
          .map((line) => (JSON.parse(line) as StoredVerdict).verdict)
      ).toEqual(["correct", "incorrect"]);
    }
  );
});

describe("docs/adding-an-engine.md", () => {
  it("gives two engines that answer alike from the text file", {timeout}, async () => {
    const {folder, said} = follow("adding-an-engine");
    expect(Object.values(said).join("")).toContain("sample: 16 completions drawn");
    const database = await Database.open();
    const completions = async (study: string): Promise<object[]> =>
      database.rows(
        `SELECT problem_id, sample_index, seed, completion, completion_tokens, finish_reason
         FROM read_parquet('${folder}/my-study/runs/${study}/completions/**/*.parquet') ORDER BY ALL`
      );
    const [outside, inside] = [await completions("lines"), await completions("text-file-ours")];
    database.close();
    expect(outside).toHaveLength(16);
    expect(inside).toEqual(outside);
    expect(new Set(outside.map((row) => (row as {completion: string}).completion))).toEqual(
      new Set(["4", "7", "eleven"])
    );
  });
});

describe("docs/adding-an-importer.md", () => {
  it("brings samples of other tools into a study", {timeout}, async () => {
    const {folder, said} = follow("adding-an-importer");
    const judged = ["correct", "incorrect", "correct", "correct"];
    expect(await verdicts(folder, "study")).toEqual({"jsonl@ok": judged, "math@strict": judged});
    const text = Object.values(said).join("");
    const blocks = "base on sums (blocks): 2 problems, 3 completions; math@strict pass@1 75.0 % (n 3)";
    expect(text.split(blocks)).toHaveLength(3);
  });
});

describe("the guides", () => {
  it.each(["adding-a-verifier", "adding-an-engine"])("%s has examples of a dozen lines at most", (name) => {
    const examples = guideBlocks(name).filter(
      ({file, language}) => file?.startsWith("my-study/") === true && /^(ts|python)$/.test(language)
    );
    expect(examples.length).toBeGreaterThan(0);
    for (const {file, text} of examples) {
      const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("/**"));
      expect([file, lines.length <= 14]).toEqual([file, true]);
    }
  });

  it.each(["adding-a-verifier", "adding-an-engine", "adding-an-importer"])(
    "%s names files that are there",
    (name) => {
      const text = readFileSync(join(repository, "docs", `${name}.md`), "utf8");
      const made = guideBlocks(name).flatMap(({file}) => (file === null ? [] : [file]));
      const named = [...text.matchAll(/`((?:loaders|test|scripts|docs)\/[^`\s]+)`/g)].map(
        ([, path]) => path!
      );
      expect(named.length).toBeGreaterThan(0);
      // The tests of an example are for its author to write.
      const isOfExample = (path: string): boolean =>
        made.includes(path) || /^test\/\w+\/(exact|text-file)\//.test(path);
      const missing = named.filter((path) => !existsSync(join(repository, path)) && !isOfExample(path));
      expect(missing).toEqual([]);
    }
  );
});
