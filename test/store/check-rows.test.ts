import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {checkRows} from "../../loaders/store/check-rows.js";
import {Database} from "../../loaders/store/database.js";
import {completionKind, verdictKind} from "../../loaders/store/row-rules.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const good = `SELECT 'p' || i % 3 AS problem_id, (i // 3)::INTEGER AS sample_index, 7::BIGINT AS seed, 'text' AS completion,
  4::INTEGER AS completion_tokens, 'stop' AS finish_reason, -1::DOUBLE AS sum_logprob, 0.5::DOUBLE AS mean_entropy,
  'micro' AS engine, 'abc' AS source FROM range(300) AS t(i)`;
const verdicts = `SELECT problem_id, sample_index, 'correct' AS verdict, NULL::VARCHAR AS extracted, NULL::VARCHAR AS reason,
  'test' AS rule, 0::FLOAT AS ms FROM (${good})`;
const options = {benchmark: "sums", problems: ["p0", "p1", "p2"]};
const row = "problem_id = 'p1' AND sample_index = 70";

async function openDatabase(): Promise<Database> {
  const database = await Database.open();
  onTestFinished(() => {
    database.close();
  });
  return database;
}

async function write(database: Database, query: string, name = "a.parquet", folder = temporaryFolder()) {
  const file = join(folder, name);
  await database.run(`COPY (${query}) TO '${file}' (FORMAT parquet)`);
  return file;
}

const replaced = (column: string, value: string, type: string) =>
  `SELECT * REPLACE (CASE WHEN ${row} THEN ${value} ELSE ${column} END::${type} AS ${column}) FROM (${good})`;

const faults: [string, string, RegExp][] = [
  [
    "an unknown problem",
    replaced("problem_id", "'p9'", "VARCHAR"),
    /has completions of the problem p9, which is not in the benchmark sums/
  ],
  [
    "no problem",
    replaced("problem_id", "NULL", "VARCHAR"),
    /problem_id NULL, sample_index 70: problem_id is NULL, must be a text/
  ],
  [
    "a negative index",
    replaced("sample_index", "-1", "INTEGER"),
    /"p1", sample_index -1: sample_index is "-1", must be an integer from 0/
  ],
  [
    "an index of 2^31",
    replaced("sample_index", "2147483648", "BIGINT"),
    /has the column sample_index as BIGINT, must be INTEGER/
  ],
  [
    "an index beyond every n",
    replaced("sample_index", "2147483647", "INTEGER"),
    /sample_index is "2147483647"/
  ],
  ["no text", replaced("completion", "NULL", "VARCHAR"), /"p1", sample_index 70: completion is NULL/],
  [
    "an unknown finish reason",
    replaced("finish_reason", "'maybe'", "VARCHAR"),
    /finish_reason is "maybe", must be stop, length or NULL/
  ],
  [
    "a number that is none",
    replaced("sum_logprob", "'nan'::DOUBLE", "DOUBLE"),
    /sum_logprob is "nan", must be a finite number/
  ],
  ["another model", replaced("source", "'other'", "VARCHAR"), /source is "other", must be abc/],
  ["control characters", replaced("source", "chr(27) || chr(10)", "VARCHAR"), /source is "\\u001b\\n"/],
  [
    "a key twice",
    `${good} UNION ALL SELECT * FROM (${good}) WHERE ${row}`,
    /"p1", sample_index 70 occurs twice/
  ],
  ["a missing column", `SELECT * EXCLUDE (source) FROM (${good})`, /has no column source, must be VARCHAR/],
  [
    "a column of another type",
    `SELECT * REPLACE (sum_logprob::VARCHAR AS sum_logprob) FROM (${good})`,
    /has the column sum_logprob as VARCHAR, must be DOUBLE/
  ]
];

describe("checkRows", () => {
  it("passes rows that fit, also with NULL where a column may have none", async () => {
    const database = await openDatabase();
    const file = await write(database, good);
    const nulls = await write(
      database,
      `SELECT * REPLACE (NULL::BIGINT AS seed, NULL::VARCHAR AS finish_reason, NULL::DOUBLE AS sum_logprob) FROM (${good})`
    );
    await checkRows(database, [file], completionKind("abc"), options);
    await checkRows(database, [nulls], completionKind(null), options);
    const judged = await write(database, verdicts);
    await checkRows(database, [judged], verdictKind, {...options, keysOf: [file]});
  });

  it.each(faults)("names %s in one line and leaves the file as it is", async (_, query, message) => {
    const database = await openDatabase();
    const file = await write(database, query);
    const bytes = readFileSync(file);
    const error = await checkRows(database, [file], completionKind("abc"), options).then(
      () => null,
      (thrown: unknown) => thrown as Error
    );
    expect(error?.name).toBe("UserError");
    expect(error?.message).toMatch(message);
    expect(error?.message.startsWith(file)).toBe(true);
    expect(error?.message).not.toContain("\n");
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it("names both files of a key that is in two", async () => {
    const database = await openDatabase();
    const folder = temporaryFolder();
    const a = await write(database, good, "a.parquet", folder);
    const b = await write(database, `FROM (${good}) WHERE ${row}`, "b.parquet", folder);
    await expect(checkRows(database, [a, b], completionKind("abc"), options)).rejects.toThrow(
      `${a}: problem_id "p1", sample_index 70 occurs here and in ${b}`
    );
  });

  it.each([
    ["verdict", "'maybe'", 'verdict is "maybe", must be correct, incorrect, error'],
    ["verdict", "NULL", "verdict is NULL"],
    ["reason", "'tired'", 'reason is "tired"']
  ])("names a verdict whose %s is %s", async (column, value, message) => {
    const database = await openDatabase();
    const file = await write(
      database,
      `SELECT * REPLACE (CASE WHEN ${row} THEN ${value} ELSE ${column} END AS ${column}) FROM (${verdicts})`
    );
    await expect(checkRows(database, [file], verdictKind, options)).rejects.toThrow(message);
  });

  it("names a verdict of no completion", async () => {
    const database = await openDatabase();
    const completions = await write(database, `FROM (${good}) WHERE NOT (${row})`);
    const file = await write(database, verdicts);
    const known = {...options, keysOf: [completions]};
    await expect(checkRows(database, [file], verdictKind, known)).rejects.toThrow(
      'problem_id "p1", sample_index 70 is of no completion'
    );
  });

  it("names a file that is cut, or whose pages are no longer readable", async () => {
    const database = await openDatabase();
    const file = await write(database, good);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length - 100));
    await expect(checkRows(database, [file], completionKind("abc"), options)).rejects.toThrow(
      `${file}: not a whole Parquet file`
    );
    writeFileSync(file, Buffer.concat([whole.subarray(0, 4), Buffer.alloc(60, 0xff), whole.subarray(64)]));
    await expect(checkRows(database, [file], completionKind("abc"), options)).rejects.toThrow(
      `${file}: not a whole Parquet file`
    );
  });

  it("looks through ten million rows in the time of some seconds", {timeout: 60_000}, async () => {
    const database = await openDatabase();
    const problems = Array.from({length: 120}, (_, i) => `problem-${i}`);
    const many = `SELECT * REPLACE ('problem-' || i % 120 AS problem_id, (i // 120)::INTEGER AS sample_index)
      FROM (SELECT *, 0 AS i FROM (${good}) LIMIT 1) AS one (problem_id, sample_index, seed, completion, completion_tokens,
      finish_reason, sum_logprob, mean_entropy, engine, source, zero), range(10000000) AS t(i)`;
    const file = await write(database, `SELECT * EXCLUDE (zero, i) FROM (${many})`);
    const start = performance.now();
    await checkRows(database, [file], completionKind("abc"), {benchmark: "many", problems});
    expect(performance.now() - start).toBeLessThan(40_000);
  });
});
