import {createHash} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {browserImporters} from "../../loaders/dropped/importers.js";
import {createHash as ownHash} from "../../loaders/dropped/stand-ins/crypto.js";
import {csvStream as browserCsv} from "../../loaders/dropped/stand-ins/csv-stream.js";
import {basename} from "../../loaders/dropped/stand-ins/path.js";
import {csvStream} from "../../loaders/importing/files/csv-stream.js";
import {importers} from "../../loaders/importing/find-importer.js";
import {writeSamplesWorker} from "../../loaders/site/samples-worker.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** Formats that need a disk, or DuckDB. */
const elsewhere = ["evalplus-folder", "lighteval", "boundary-dataset", "parquet"];

describe("what stands in the place of Node's modules", () => {
  it("hashes as Node does, texts of every length around a block", () => {
    for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1000]) {
      const text = "é".repeat(length % 3) + "a".repeat(length);
      expect(ownHash("sha256").update(text).digest("hex")).toBe(
        createHash("sha256").update(text).digest("hex")
      );
    }
  });

  it.each(["a,b\n1,2\n", 'a,b\n"1,\n2","x""y"\n\n3', "a,b\n1,2,3\n4\n"])(
    "reads CSV as Node does: %j",
    async (text) => {
      const options = {bom: true, relax_column_count: true, skip_empty_lines: true};
      const read = async (stream: typeof csvStream): Promise<string[][]> => {
        const records: string[][] = [];
        // In pieces of one byte.
        const chunks = (async function* () {
          for (const byte of Buffer.from(text)) yield await Promise.resolve(Uint8Array.of(byte));
        })();
        for await (const record of stream(chunks, options)) records.push(record);
        return records;
      };
      expect(await read(browserCsv)).toEqual(await read(csvStream));
    }
  );

  it("hands on what a source throws", async () => {
    const chunks = (async function* () {
      yield await Promise.resolve(Buffer.from("a,b\n"));
      throw new Error("the disk is gone");
    })();
    await expect(
      (async () => {
        for await (const record of browserCsv(chunks, {})) expect(record).toEqual(["a", "b"]);
      })()
    ).rejects.toThrow("the disk is gone");
  });

  it("takes the last part of a path", () => {
    expect(["a/b.csv", "b.csv", "a/"].map(basename)).toEqual(["b.csv", "b.csv", ""]);
  });
});

describe("the worker's bundle", () => {
  it("has every importer that needs neither a disk nor native code, in their order", () => {
    expect(browserImporters.map(({id}) => id)).toEqual(
      importers.map(({id}) => id).filter((id) => !elsewhere.includes(id))
    );
  });

  it("imports nothing but its own parts, compiles nothing from text, and is the same each time", async () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    const path = await writeSamplesWorker(one);
    expect(await writeSamplesWorker(two)).toBe(path);
    const files = readdirSync(join(one, "_workers"));
    expect(readdirSync(join(two, "_workers"))).toEqual(files);
    for (const file of files) {
      const text = readFileSync(join(one, "_workers", file), "utf8");
      const reaching = /["']node:|[^.\w]require\("|new Function\(|[^.\w](?:eval|fetch)\(|XMLHttpRequest/g;
      expect([...text.matchAll(reaching)].map(([found]) => found)).toEqual([]);
      const imported = [...text.matchAll(/(?:\}from|\bimport\(|\bimport)"([^"]+)"/g)].map(
        ([, name]) => name!
      );
      expect(imported.filter((name) => !files.includes(name.replace("./", "")))).toEqual([]);
    }
  });
});
