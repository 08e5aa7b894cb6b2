import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {Database} from "../../loaders/store/database.js";
import {copyToParquet, parquetRowCounts, writeParquet} from "../../loaders/store/parquet.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const columns = {name: "VARCHAR", count: "INTEGER", seed: "BIGINT", share: "DOUBLE"} as const;

const rows = Array.from({length: 5000}, (_, i) => ({
  name: i % 7 === 0 ? null : `row ${i} "quoted" \u0000 ünïcode`,
  count: i - 2500,
  seed: 2 ** 52 - i,
  share: i / 3
}));

async function openDatabase(): Promise<Database> {
  const database = await Database.open();
  onTestFinished(() => {
    database.close();
  });
  return database;
}

describe("writeParquet", () => {
  it("writes what is read back: strings with any character, nulls, 53-bit integers, doubles", async () => {
    const file = join(temporaryFolder(), "new", "rows.parquet");
    await writeParquet(file, columns, rows);
    const database = await openDatabase();
    expect(await database.rows(`FROM read_parquet('${file}')`)).toEqual(rows);
    expect(await parquetRowCounts(database, [file])).toEqual(new Map([[file, 5000]]));
  });

  it("gives the same bytes for the same rows, and leaves no temporary file", async () => {
    const folder = temporaryFolder();
    await writeParquet(join(folder, "a.parquet"), columns, rows);
    await writeParquet(join(folder, "b.parquet"), columns, rows);
    expect(readFileSync(join(folder, "a.parquet")).equals(readFileSync(join(folder, "b.parquet")))).toBe(
      true
    );
    expect(readdirSync(folder)).toEqual(["a.parquet", "b.parquet"]);
  });

  it("gives the same bytes to files that are written at the same time, beside one that cannot be written", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "no-folder"), "");
    await writeParquet(join(folder, "alone.parquet"), columns, rows);
    const names = Array.from({length: 8}, (_, i) => `${i}.parquet`);
    const written = names.map((name) => writeParquet(join(folder, name), columns, rows));
    await expect(writeParquet(join(folder, "no-folder/x.parquet"), columns, rows)).rejects.toThrow();
    await Promise.all(written);
    const alone = readFileSync(join(folder, "alone.parquet"));
    expect(names.filter((name) => !readFileSync(join(folder, name)).equals(alone))).toEqual([]);
  });

  it("writes a file without rows", async () => {
    const file = join(temporaryFolder(), "empty.parquet");
    await writeParquet(file, columns, []);
    expect(await (await openDatabase()).rows(`FROM read_parquet('${file}')`)).toEqual([]);
  });
});

describe("copyToParquet", () => {
  it("leaves the old file as it was when the query fails", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "rows.parquet");
    writeFileSync(file, "old");
    await expect(copyToParquet(await openDatabase(), "SELECT error('no')", file)).rejects.toThrow("no");
    expect(readFileSync(file, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["rows.parquet"]);
  });
});

describe("parquetRowCounts", () => {
  it("names the file that is cut short", async () => {
    const folder = temporaryFolder();
    const [whole, cut] = [join(folder, "whole.parquet"), join(folder, "cut.parquet")];
    await writeParquet(whole, columns, rows);
    writeFileSync(cut, readFileSync(whole).subarray(0, 1000));
    await expect(parquetRowCounts(await openDatabase(), [whole, cut])).rejects.toThrow(
      `${cut}: not a whole Parquet file`
    );
  });
});
