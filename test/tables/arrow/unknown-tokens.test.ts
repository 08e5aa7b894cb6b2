import {renameSync} from "node:fs";
import {tableFromIPC} from "apache-arrow";
import {describe, expect, it} from "vitest";
import {Database} from "../../../loaders/store/database.js";
import {parquetFiles} from "../../../loaders/store/run-folder.js";
import {completionsArrow} from "../../../loaders/tables/parts/completions.js";
import {coverageAtCostTable} from "../../../loaders/tables/report/coverage-at-cost.js";
import {collectBytes} from "../../support/collect-bytes.js";
import {writeStudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

describe("completions of unknown length", () => {
  it("have no number of tokens and no reason why they ended, and their policy has no cost", async () => {
    const correct = [[2, 0]];
    const {run, environment} = await writeStudyRun(temporaryFolder(), {
      benchmarks: ["sums"],
      n: 3,
      policies: [
        {policy: "base", role: "base", correct},
        {policy: "rl", role: "rl", base: "base", correct}
      ]
    });
    const [file] = parquetFiles(run.completions("sums", "rl"));
    const database = await Database.open();
    await database.run(
      `COPY (SELECT * REPLACE (NULL::INTEGER AS completion_tokens, NULL::VARCHAR AS finish_reason)
             FROM read_parquet('${file!}', hive_partitioning = false)) TO '${file!}.new' (FORMAT parquet)`
    );
    database.close();
    renameSync(`${file!}.new`, file!);

    const table = tableFromIPC(await collectBytes(completionsArrow(environment)));
    const rows = (table.toArray() as {toJSON: () => Record<string, unknown>}[]).map((row) => row.toJSON());
    const of = (policy: string, column: string): unknown[] =>
      rows.filter((row) => row.policy === policy).map((row) => row[column]);
    expect(of("rl", "completion_tokens")).toEqual(Array(6).fill(null));
    expect(of("rl", "finish_reason")).toEqual(Array(6).fill(null));
    expect(of("base", "completion_tokens")).toEqual([10, 11, 12, 10, 11, 12]);
    expect((await coverageAtCostTable(environment)).map(({policy}) => policy)).toEqual(["base"]);
  });
});
