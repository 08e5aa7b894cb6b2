import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {Database, quote} from "../../../loaders/store/database.js";
import {rawRows} from "../../support/importing/raw-rows.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {zipBytes} from "../../support/importing/zip-bytes.js";

interface Detail {
  id: string;
  text: string[];
  metric: number;
  /** Bytes of a column that makes the file long. */
  filler?: number;
}

/** A details file as lighteval lays it out, with the names of its columns between `edge`. */
async function written(
  details: readonly Detail[],
  {edge = "", name = "details_sums|0_2026.parquet"} = {}
): Promise<string> {
  const folder = temporaryFolder();
  const path = join(folder, name);
  const rows = details.map(({id, text, metric, filler = 0}) => {
    const list = `[${text.map(quote).join(", ")}]`;
    return `SELECT
      {query: 'What is ' || ${quote(id)} || '?', choices: ['2', '3'], gold_index: 1, id: ${quote(id)}, task_name: 'sums|0',
       specific: {level: 3}, generation_size: 20, num_samples: ${text.length}} AS ${edge}doc${edge},
      {"pass@k:k=1": ${metric}::DOUBLE, "acc_stderr": 0.5} AS ${edge}metric${edge},
      {input: NULL, text: ${list}, output_tokens: [[1, 2]], reasonings: NULL::VARCHAR[],
       logits: repeat(md5(${quote(id)}), ${filler})} AS ${edge}model_response${edge}`;
  });
  const database = await Database.open();
  const plain = join(folder, "plain.parquet");
  await database.run(
    `COPY (${rows.join(" UNION ALL ")}) TO ${quote(plain)} (FORMAT parquet, COMPRESSION uncompressed)`
  );
  database.close();
  writeFileSync(path, readFileSync(plain));
  return path;
}

const details = [
  {id: "7", text: ["It is 3.", "It is 4."], metric: 0.5},
  {id: "2", text: ["It is 2.", "<think>no</think>3"], metric: 1}
];

describe("the format lighteval", () => {
  it.each(["", "__"])("reads the columns %sdoc and so on, rows in any order", async (edge) => {
    const path = await written(details, {edge});
    const {formats, completions, skipped} = await rawRows([path]);
    expect(formats).toEqual(["lighteval"]);
    expect(skipped).toEqual([]);
    expect(completions).toHaveLength(4);
    expect(completions[1]).toEqual({
      kind: "completion",
      file: path,
      line: 1,
      benchmark: "sums|0",
      problem: {id: "7", prompt: "What is 7?", gold: "3", meta: {level: 3, choices: ["2", "3"]}},
      repeat: 1,
      seed: null,
      model: null,
      step: null,
      completion: "It is 4.",
      reasoning: null,
      completionTokens: null,
      finishReason: null,
      sumLogprob: null,
      settings: {max_tokens: 20},
      foreign: [{metric: "pass@k:k=1", correct: null, value: 0.5, scope: "problem"}],
      own: null,
      notes: []
    });
    expect(completions[3]).toMatchObject({problem: {id: "2"}, notes: ["<think> in the text"]});
  });

  it("has the share of a doc's completions that its metric finds correct as a count", async () => {
    const {counts} = await rawRows([await written([...details, {id: "9", text: ["a", "b"], metric: 0.3}])]);
    expect(counts.map(({problem, metric, n, c}) => [problem.id, metric, n, c])).toEqual([
      ["7", "pass@k:k=1", 2, 1],
      ["2", "pass@k:k=1", 2, 2]
    ]);
  });

  it("takes a metric of a doc for that of its only completion", async () => {
    const path = await written([
      {id: "1", text: ["3"], metric: 1},
      {id: "2", text: ["4"], metric: 0}
    ]);
    const {completions} = await rawRows([path]);
    expect(completions.map(({foreign}) => foreign[0])).toMatchObject([
      {correct: true, scope: "completion"},
      {correct: false, scope: "completion"}
    ]);
  });

  it("says of a doc without completions that it has none", async () => {
    const path = await written([
      {id: "1", text: [], metric: 0},
      {id: "2", text: ["4"], metric: 0}
    ]);
    const {completions, skipped} = await rawRows([path]);
    expect(completions).toHaveLength(1);
    expect(skipped).toMatchObject([{line: 1, reason: "no completions (model_response.text)"}]);
  });

  it("is told by the file's end, in an archive and packed too, whatever its name", async () => {
    const long = [
      {...details[0]!, filler: 20_000},
      {...details[1]!, filler: 20_000}
    ];
    const bytes = readFileSync(await written(long));
    expect(bytes.length).toBeGreaterThan(200_000);
    const folder = temporaryFolder();
    mkdirSync(join(folder, "[a]*"));
    writeFileSync(join(folder, "[a]*", "b?.bin2"), bytes);
    writeFileSync(join(folder, "c.gz"), gzipSync(bytes));
    writeFileSync(join(folder, "d.zip"), zipBytes([{name: "details|0.parquet", content: bytes}]));
    const {formats, completions} = await rawRows([folder]);
    expect(formats).toEqual(["lighteval"]);
    expect(completions).toHaveLength(12);
  });

  it("names a file that is cut short", async () => {
    const bytes = readFileSync(await written(details));
    const path = join(temporaryFolder(), "cut.parquet");
    // The end says what the file is; what it points at is gone.
    writeFileSync(path, Buffer.concat([bytes.subarray(0, 40), bytes.subarray(-2000)]));
    await expect(rawRows([path])).rejects.toThrow(/^cannot read the Parquet file .*cut\.parquet: /);
  });
});
