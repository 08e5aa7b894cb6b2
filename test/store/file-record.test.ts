import {appendFileSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {checkFiles, refuseChangedFiles} from "../../loaders/store/check-files.js";
import {recordFile, writeRecorded} from "../../loaders/store/file-record.js";
import {writeParquet} from "../../loaders/store/parquet.js";
import {random} from "../../src/random/random.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const columns = {name: "VARCHAR", count: "INTEGER"} as const;
const rows = (length: number) => Array.from({length}, (_, i) => ({name: `row ${i}`, count: i}));

describe("writeRecorded", () => {
  it("keeps the hash of the newest bytes, and no second line for the same ones", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "a.parquet");
    await writeRecorded(file, columns, rows(3));
    const once = readFileSync(recordFile(folder), "utf8");
    await writeRecorded(file, columns, rows(3));
    expect(readFileSync(recordFile(folder), "utf8")).toBe(once);
    await writeRecorded(file, columns, rows(4));
    expect(checkFiles(folder)).toEqual({whole: 1, unknown: [], faults: []});
  });

  it("leaves a folder whole when it is killed between the record and the rename, or after it", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "a.parquet");
    await writeRecorded(file, columns, rows(3));
    const [oldBytes, oldRecord] = [readFileSync(file), readFileSync(recordFile(folder), "utf8")];
    await writeRecorded(file, columns, rows(4));
    const newBytes = readFileSync(file);
    const added = readFileSync(recordFile(folder), "utf8").slice(oldRecord.length).split("\n");
    expect(added).toHaveLength(3);
    for (const record of [`${added[0]!}\n`, added[0]!.slice(0, 40)]) {
      writeFileSync(recordFile(folder), oldRecord + record);
      writeFileSync(file, oldBytes);
      expect(checkFiles(folder)).toEqual({whole: 1, unknown: [], faults: []});
    }
    writeFileSync(recordFile(folder), `${oldRecord}${added[0]!}\n`);
    writeFileSync(file, newBytes);
    expect(checkFiles(folder)).toEqual({whole: 1, unknown: [], faults: []});
    appendFileSync(recordFile(folder), '{"file":"b.parq');
    await writeRecorded(join(folder, "b.parquet"), columns, rows(5));
    expect(checkFiles(folder)).toEqual({whole: 2, unknown: [], faults: []});
  });

  it("does not miss a first file that a kill kept from its place", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "a.parquet");
    await writeRecorded(file, columns, rows(3));
    const [writing] = readFileSync(recordFile(folder), "utf8").split("\n");
    writeFileSync(recordFile(folder), `${writing!}\n`);
    rmSync(file);
    expect(checkFiles(folder)).toEqual({whole: 0, unknown: [], faults: []});
  });
});

describe("checkFiles", () => {
  it("finds each of 300 random bit flips", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "a.parquet");
    await writeRecorded(file, columns, rows(3000));
    const whole = readFileSync(file);
    const generator = random(99);
    for (let flip = 0; flip < 300; flip++) {
      const bytes = Buffer.from(whole);
      bytes[generator.below(whole.length)]! ^= 1 << generator.below(8);
      writeFileSync(file, bytes);
      expect(checkFiles(folder).faults, `flip ${flip}`).toHaveLength(1);
      expect(() => {
        refuseChangedFiles([file]);
      }).toThrow(`${file} has SHA-256`);
    }
  });

  it("names what is missing, cut, without a hash, and a record that is none", async () => {
    const folder = temporaryFolder();
    const [a, b, c] = ["a", "b", "c"].map((name) => join(folder, `${name}.parquet`)) as [
      string,
      string,
      string
    ];
    await writeRecorded(a, columns, rows(3));
    await writeRecorded(b, columns, rows(3));
    await writeParquet(c, columns, rows(3));
    renameSync(a, `${a}.away`);
    writeFileSync(b, readFileSync(b).subarray(0, 50));
    const {whole, unknown, faults} = checkFiles(folder);
    expect({whole, unknown, files: faults.map(({file}) => file)}).toEqual({
      whole: 0,
      unknown: [c],
      files: [a, b]
    });
    expect(faults[0]!.message).toContain(`${a} is missing`);
    expect(faults[1]!.message).toMatch(/b\.parquet has 50 bytes, was written with \d+/);
    writeFileSync(recordFile(folder), "{}\n");
    expect(checkFiles(folder).faults[0]!.message).toContain("files.jsonl:1: no entry");
  });
});
