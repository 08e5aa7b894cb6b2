import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {startModelServer, type ModelServer} from "../../loaders/model-server/model-server.js";
import {chainMarkColumns} from "../../loaders/schema/rows/chain-mark.js";
import {Database} from "../../loaders/store/database.js";
import {selectFiles} from "../../loaders/store/read-files.js";
import {parquetFiles, type RunFolder} from "../../loaders/store/run-folder.js";
import {annotationLines, type Annotation} from "../../src/metrics/study/annotation.js";
import {runProgram} from "../../scripts/shared/run-program.js";
import {repository} from "../support/run-cli.js";
import {writeStudyRun, type StudyRun} from "../support/runs/study-run.js";
import {writeTexts} from "../support/runs/texts-run.js";
import {chains, judgeTemplate, trainJudge} from "../support/runs/trained-judge.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const PROBLEMS = 6;
const verifier = "math@strict";

let folder: string;
let server: ModelServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-judge-"));
  await trainJudge(folder);
  server = await startModelServer({model: folder, threads: 1});
  await server.ready;
}, 120_000);

afterAll(async () => {
  await server.close();
  rmSync(folder, {recursive: true});
});

/** Each chain of each problem once; of the last problem one chain has a word that the judge does not know. */
function texts(i: number): string[] {
  const own = [...chains.valid, ...chains.invalid].map((chain) => chain(i + 1, i + 2));
  return i === PROBLEMS - 1 ? [...own.slice(0, -1), "hunch 11"] : own;
}

const truth = new Map<string, string>(
  Array.from({length: PROBLEMS}, (_, i) =>
    [
      ...chains.valid.map((chain) => [chain, "valid"] as const),
      ...chains.invalid.map((chain) => [chain, "invalid"] as const)
    ].map(([chain, mark]) => [`p${i} ${chain(i + 1, i + 2)}`, mark] as const)
  ).flat()
);

/** A run of correct texts whose study names the judge, with `more` of its keys. */
async function judgedRun(
  more: string
): Promise<StudyRun & {judge: (...args: string[]) => ReturnType<typeof runProgram>}> {
  const folder = temporaryFolder();
  const written = await writeStudyRun(folder, {
    benchmarks: ["sums"],
    verifiers: {sums: verifier},
    n: 5,
    policies: [{policy: "base", role: "base", correct: [new Array<number>(PROBLEMS).fill(5)]}]
  });
  for (let i = 0; i < PROBLEMS; i++)
    await writeTexts(
      written.run,
      {benchmark: "sums", problemId: `p${i}`, policy: "base", verifier, file: `s${i}.parquet`},
      texts(i).map((completion) => ({completion}))
    );
  writeFileSync(join(folder, "judge.txt"), judgeTemplate);
  const {BOUNDARY_STUDY: file, BOUNDARY_RUNS: runs} = written.environment;
  appendFileSync(
    file,
    `judge: {url: "${server.url}", model: ${server.name}, api: completions, prompt: judge.txt, max_tokens: 2${more}}\n`
  );
  const judge = (...args: string[]): ReturnType<typeof runProgram> =>
    runProgram(
      process.execPath,
      ["scripts/bootstrap.mjs", "judge", "--study", file, "--runs", runs, ...args],
      {cwd: repository}
    );
  return {...written, judge};
}

async function storedMarks(
  run: RunFolder
): Promise<{problem_id: string; sample_index: number; mark: string | null}[]> {
  const database = await Database.open();
  try {
    const files = parquetFiles(run.chainMarks("sums", "base"));
    return await database.rows(
      `SELECT problem_id, sample_index, mark FROM (${await selectFiles(database, files, chainMarkColumns)}) ORDER BY ALL`
    );
  } finally {
    database.close();
  }
}

describe("npm run judge", () => {
  it("asks a trained model behind a real server as the study says, and stores what it can tell; a refused request is no mark", async () => {
    const {run, judge} = await judgedRun("");
    const first = await judge();
    expect(first.stderr).toContain("judge: 30 texts to read, 0 are read");
    expect(first.stderr).toMatch(
      /judge: 29 marks, 0 answers without one, 1 requests failed \(.*hunch.*\); run again for them/
    );
    expect(first.status).toBe(0);
    const marks = await storedMarks(run);
    expect(marks).toHaveLength(29);
    for (const {problem_id, sample_index, mark} of marks)
      expect(mark).toBe(truth.get(`${problem_id} ${texts(Number(problem_id.slice(1)))[sample_index]!}`));
    expect(JSON.parse(readFileSync(run.judgeIdentity, "utf8"))).toMatchObject({
      prompt: judgeTemplate,
      max_tokens: 2,
      source: expect.stringContaining(server.name) as string
    });
    const again = await judge();
    expect(again.stderr).toContain("judge: 1 texts to read, 29 are read");
    expect(again.status).toBe(1);
    expect(await storedMarks(run)).toEqual(marks);
  }, 120_000);

  it("says how far two readers agree, who did not read the same, and what they agree on with the judge", async () => {
    const {judge, environment} = await judgedRun("");
    const folder = join(environment.BOUNDARY_STUDY, "../annotations");
    mkdirSync(folder);
    // AB reads the first four texts of two problems, CD the last four: of six texts with two marks, they differ on one.
    const reads = (reader: string, first: number, other: string | null): string =>
      annotationLines(
        [0, 1].flatMap((i) =>
          [0, 1, 2, 3].map((place): Annotation => {
            const index = first + place;
            const isOther = `p${i} ${index}` === other;
            const right = index < 2 ? "valid" : "invalid";
            return {
              ...{study: "test-study", benchmark: "sums", problem_id: `p${i}`, policy: "base", reader},
              ...{sample_index: index, mark: isOther ? "unsure" : right, date: "2026-01-31"}
            };
          })
        )
      );
    writeFileSync(join(folder, "ab.jsonl"), reads("AB", 0, null));
    writeFileSync(join(folder, "cd.jsonl"), reads("CD", 1, "p1 3"));
    process.env.BOUNDARY_ANNOTATIONS = folder;
    const {stderr} = await judge().finally(() => delete process.env.BOUNDARY_ANNOTATIONS);
    // Six pairs: vv vv ii ii ii iu. Of 12 marks 4 v, 7 i, 1 u: 1 - 11 x 2 / (144 - 16 - 49 - 1).
    expect(stderr).toMatch(
      new RegExp(`judge: AB, CD: Krippendorff’s alpha ${(1 - 22 / 78).toFixed(2)} \\(95% .*\\) over 6 texts`)
    );
    // Ten texts, of which the readers leave one open: 9 pairs of 4 v, 5 i, and iu. 20 marks: 8 v, 11 i, 1 u.
    expect(stderr).toMatch(
      new RegExp(
        `judge: readers and .*judge.*: Krippendorff’s alpha ${(1 - 38 / (400 - 64 - 121 - 1)).toFixed(2)} \\(95% .*\\) over 10 texts`
      )
    );
    expect(stderr).toMatch(
      /judge: base on sums: \d+ texts of \d+ of \d+ problems read in order: (an interval from 40 on|CoT-pass@\d+ .*%.*)/
    );
  }, 120_000);

  it("reads its answers by a verifier of the user's, once code may run", async () => {
    const {run, environment, judge} = await judgedRun(", verifier: {id: doubt, module: ./doubt.mjs}");
    writeFileSync(
      join(environment.BOUNDARY_STUDY, "../doubt.mjs"),
      `export function grade({completion}) {
  if (completion === "") return {verdict: "error"};
  return {verdict: completion === "invalid" ? "correct" : "incorrect"};
}\n`
    );
    const refused = await judge();
    expect(refused).toMatchObject({status: 1});
    expect(refused.stderr).toContain("pass --allow-code");
    const {stderr} = await judge("--allow-code");
    expect(stderr).toMatch(/judge: 29 marks/);
    const marks = (await storedMarks(run)).map(({mark}) => mark);
    expect(marks.filter((mark) => mark === "invalid")).toHaveLength(2 * PROBLEMS);
    expect(readFileSync(run.judgeIdentity, "utf8")).toContain('"verifier": "doubt');
  }, 120_000);

  it("stores nothing where the server refuses the question itself", async () => {
    const {run, environment, judge} = await judgedRun("");
    const prompt = join(environment.BOUNDARY_STUDY, "../other.txt");
    writeFileSync(prompt, "You check {problem}: {completion}");
    const {status, stderr} = await judge("--prompt", prompt);
    expect(status).toBe(1);
    expect(stderr.trim().split("\n").at(-1)).toContain('the word "You" is not in the model');
    expect(existsSync(run.chainMarks("sums", "base"))).toBe(false);
  }, 120_000);
});
