import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {tableFromIPC} from "apache-arrow";
import {describe, expect, it} from "vitest";
import {arrowParts, type ArrowPart} from "../../../loaders/site/parts/arrow-parts.js";
import {arrowTable} from "../../../loaders/tables/arrow/arrow-table.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const rowsOf = (bytes: Uint8Array): unknown[] =>
  tableFromIPC(bytes)
    .toArray()
    .map((row) => (row as {toJSON(): object}).toJSON());

const schemaOf = (bytes: Uint8Array): string => String(tableFromIPC(bytes).schema);

async function cut(bytes: Uint8Array, options: {most: number; by?: string}): Promise<ArrowPart[]> {
  const file = join(temporaryFolder(), "table.arrow");
  writeFileSync(file, bytes);
  const parts: ArrowPart[] = [];
  for await (const part of arrowParts(file, options)) parts.push(part);
  return parts;
}

/** A table of 9,000 rows of three benchmarks, with nulls in columns of each kind and a text that every row has for itself. */
function example(): Uint8Array {
  const rows = Array.from({length: 9_000}, (_, i) => i);
  return arrowTable({
    benchmark: rows.map((i) => ["a", "b", "c"][Math.floor(i / 3600)]!),
    prompt: rows.map((i) => (i % 7 === 0 ? null : `Was ist ${i} × 2? ${"…".repeat(i % 50)}`)),
    verdict: rows.map((i) => (i % 3 === 0 ? "correct" : i % 5 === 0 ? null : "incorrect")),
    tokens: rows.map((i) => (i % 11 === 0 ? null : i)),
    share: rows.map((i) => (i % 13 === 0 ? null : i / 7)),
    nothing: rows.map(() => null)
  });
}

describe("arrowParts", () => {
  it("keeps every row in its order, within the size, under the schema of the whole", async () => {
    const whole = example();
    const parts = await cut(whole, {most: 90_000});
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.flatMap(({bytes}) => rowsOf(bytes))).toEqual(rowsOf(whole));
    for (const {key, rows, bytes} of parts) {
      expect(key).toBeNull();
      expect(bytes.length).toBeLessThanOrEqual(90_000);
      expect(rowsOf(bytes)).toHaveLength(rows);
      expect(schemaOf(bytes)).toBe(schemaOf(whole));
    }
    // Parts are full: all but the last come near to the size.
    for (const {bytes} of parts.slice(0, -1)) expect(bytes.length).toBeGreaterThan(60_000);
  });

  it("begins a new part where the column changes that parts are made by", async () => {
    const whole = example();
    const parts = await cut(whole, {most: 1e9, by: "benchmark"});
    expect(parts.map(({key, rows}) => [key, rows])).toEqual([
      ["a", 3600],
      ["b", 3600],
      ["c", 1800]
    ]);
    expect(parts.flatMap(({bytes}) => rowsOf(bytes))).toEqual(rowsOf(whole));
  });

  it("gives one part without rows of an empty table, and a row that is too large a part of its own", async () => {
    const empty = await cut(arrowTable({benchmark: [], n: []}), {most: 1000, by: "benchmark"});
    expect(empty.map(({key, rows}) => [key, rows])).toEqual([[null, 0]]);
    expect(rowsOf(empty[0]!.bytes)).toEqual([]);
    const large = arrowTable({text: ["x".repeat(50_000), "y", "z".repeat(50_000)]});
    const parts = await cut(large, {most: 20_000});
    expect(parts.map(({rows}) => rows)).toEqual([1, 1, 1]);
    expect(parts.flatMap(({bytes}) => rowsOf(bytes))).toEqual(rowsOf(large));
  });
});
