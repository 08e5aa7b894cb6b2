import {DuckDBInstance} from "@duckdb/node-api";
import {describe, expect, it} from "vitest";
import {benchmarkFilter} from "../../src/sql/benchmark-filter.js";
import {neededParts} from "../../src/sql/needed-parts.js";

const certain: [string, string[]][] = [
  ["SELECT * FROM completions WHERE benchmark = 'a'", ["a"]],
  ["select count(*) from completions where benchmark='a' and policy = 'x';", ["a"]],
  ["SELECT * FROM main.completions AS c WHERE verdict = 'correct' AND c.benchmark = 'b' ORDER BY ALL", ["b"]],
  [
    "SELECT policy, avg(sample_index) FROM completions c WHERE benchmark IN ('a', 'b') GROUP BY ALL",
    ["a", "b"]
  ],
  ["SELECT count(*) FROM completions WHERE sample_index BETWEEN 1 AND 3 AND benchmark = 'a'", ["a"]],
  ["SELECT count(*) FROM completions WHERE benchmark = 'it''s'", ["it's"]],
  ["SELECT count(*) FROM completions WHERE benchmark = 'no such'", ["no such"]],
  ['SELECT "benchmark", count(*) FROM "completions" WHERE "benchmark" = \'a\' GROUP BY benchmark', ["a"]],
  ["SELECT DISTINCT benchmark FROM completions WHERE benchmark = 'c' LIMIT 3", ["c"]],
  [
    "SELECT sum(sample_index) FROM completions WHERE (sample_index > 1 AND policy = 'x') AND benchmark = 'c'",
    ["c"]
  ],
  ["SELECT policy FROM completions WHERE benchmark = 'a' HAVING count(*) > 1 ORDER BY 1", ["a"]]
];

const doubtful = [
  "SELECT * FROM completions",
  "SELECT count(*) FROM completions WHERE benchmark = 'a' OR policy = 'x'",
  "SELECT count(*) FROM completions WHERE NOT benchmark = 'a'",
  "SELECT count(*) FROM completions WHERE benchmark <> 'a'",
  "SELECT count(*) FROM completions WHERE benchmark NOT IN ('a')",
  "SELECT count(*) FROM completions WHERE (benchmark = 'a') = false",
  "SELECT count(*) FROM completions WHERE (benchmark = 'a' AND policy = 'x') IS NULL",
  "SELECT count(*) FROM completions WHERE benchmark = 'a' IS FALSE",
  "SELECT count(*) FROM completions WHERE benchmark = 'A' COLLATE NOCASE",
  "SELECT count(*) FROM completions WHERE benchmark = 'a' || ''",
  "SELECT count(*) FROM completions WHERE benchmark = lower('B')",
  "SELECT count(*) FROM completions WHERE benchmark IN (SELECT 'b')",
  "SELECT count(*) FROM completions WHERE policy BETWEEN 'a' AND benchmark = 'b'",
  "SELECT CASE WHEN benchmark = 'a' THEN 1 ELSE 2 END AS kind, count(*) FROM completions GROUP BY ALL",
  "SELECT upper(benchmark) AS benchmark, count(*) FROM completions WHERE benchmark = 'a' GROUP BY ALL",
  "SELECT policy benchmark, count(*) FROM completions WHERE benchmark = 'a' GROUP BY ALL",
  "SELECT 'select' benchmark, count(*) FROM completions WHERE benchmark = 'a' GROUP BY ALL",
  "SELECT * REPLACE (policy AS benchmark) FROM completions WHERE benchmark = 'a'",
  "SELECT count(*) FROM completions WHERE benchmark = 'a' UNION ALL SELECT count(*) FROM completions",
  "SELECT * FROM completions WHERE benchmark = 'a' EXCEPT SELECT * FROM completions WHERE benchmark = 'b'",
  "SELECT count(*) FROM completions a JOIN completions b USING (policy) WHERE a.benchmark = 'a'",
  "SELECT count(*) FROM completions a, completions b WHERE a.benchmark = 'a'",
  "SELECT (SELECT count(*) FROM completions) FROM completions WHERE benchmark = 'a'",
  "SELECT count(*) FROM (SELECT * FROM completions) WHERE benchmark = 'a'",
  "WITH completions AS (SELECT 'a' AS benchmark) SELECT count(*) FROM completions WHERE benchmark = 'a'",
  "FROM completions SELECT count(*) WHERE benchmark = 'a'",
  "SELECT count(*) FROM completions benchmark WHERE benchmark = 'a'",
  "SELECT count(*) FROM completions c(benchmark, policy) WHERE benchmark = 'a'",
  "SELECT count(*) FROM completions -- WHERE\nWHERE benchmark = 'a'",
  "SELECT count(*) /* FROM completions WHERE benchmark = 'b' */ FROM completions WHERE benchmark = 'a'",
  "SELECT count(*) FROM completions WHERE benchmark = e'a'",
  "SELECT count(*) FROM completions WHERE benchmark = $$a$$",
  "SELECT count(*) FROM completions WHERE policy = '--' OR benchmark = 'a'",
  "SELECT count(*) FROM completions TABLESAMPLE 100% WHERE benchmark = 'a'",
  "CREATE TEMP TABLE kept AS SELECT * FROM completions WHERE benchmark = 'a'",
  "EXPLAIN SELECT count(*) FROM completions WHERE benchmark = 'a'",
  "SELECT count(*) FROM completions WHERE benchmark = 'a'; SELECT count(*) FROM completions"
];

const BENCHMARKS = ["a", "b", "c", "it's"];
const parts = [...BENCHMARKS, "c"].sort().map((benchmark) => ({benchmark}));

describe("benchmarkFilter", () => {
  it.each(certain)("is certain of %s", (sql, benchmarks) => {
    expect(benchmarkFilter(sql)).toEqual(benchmarks);
  });

  it.each(doubtful)("takes all for %s", (sql) => {
    expect(benchmarkFilter(sql)).toBeNull();
  });
});

describe("a query over the parts that it needs", () => {
  it("gives what it gives over all of them, or fails with the same words", async () => {
    const instance = await DuckDBInstance.create(":memory:", {threads: "1"});
    const connection = await instance.connect();
    const answer = async (sql: string): Promise<unknown> => {
      try {
        return (await connection.runAndReadAll(sql)).getRowsJson();
      } catch (error) {
        return (error as Error).message.split("\n")[0];
      }
    };
    await connection.run("CREATE SCHEMA parts");
    for (const [i, {benchmark}] of parts.entries())
      await connection.run(
        `CREATE TABLE parts.completions_${i} AS SELECT '${benchmark.replaceAll("'", "''")}' AS benchmark,
           ['x', 'y'][1 + r % 2] AS policy, ['correct', 'incorrect', NULL][1 + r % 3] AS verdict, r AS sample_index, r / 7 AS mean_entropy
         FROM range(${40 + i}) rows(r)`
      );
    const view = (places: readonly number[]): string =>
      `CREATE OR REPLACE VIEW completions AS ${places.map((i) => `FROM parts.completions_${i}`).join(" UNION ALL ")}`;
    let fewer = 0;
    const others = [
      "SELECT policy, avg(mean_entropy), sum(mean_entropy) FROM completions WHERE benchmark = 'c' GROUP BY ALL ORDER BY ALL",
      "SELECT * FROM completions WHERE benchmark IN ('c', 'a') LIMIT 50",
      "SELECT first(sample_index), last(sample_index), string_agg(policy) FROM completions WHERE benchmark = 'b'"
    ];
    for (const sql of [...certain.map(([each]) => each), ...doubtful, ...others]) {
      if (sql.startsWith("CREATE")) continue;
      const needed = neededParts(sql, parts);
      if (needed.length < parts.length) fewer++;
      await connection.run(view(needed));
      const some = await answer(sql);
      await connection.run(view(parts.map((_, i) => i)));
      expect([sql, some]).toEqual([sql, await answer(sql)]);
    }
    expect(fewer).toBe(certain.length + others.length);
    connection.closeSync();
    instance.closeSync();
  });
});
