import {expect, it} from "vitest";
import {Database} from "../../loaders/store/database.js";
import {RowTable} from "../../loaders/store/row-table.js";

it("keeps rows, nulls and order over many chunks, beside a statement on another connection", async () => {
  const database = await Database.open();
  const beside = await database.beside();
  const table = await RowTable.create(database, "t", {id: "INTEGER", text: "VARCHAR", seed: "BIGINT"});
  const row = (id: number): {id: number; text: string | null; seed: number | null} => ({
    id,
    text: id % 3 === 0 ? null : `→ ${id} ${"x".repeat(id % 40)}`,
    seed: id < 2048 ? null : 2 ** 52 - id
  });
  const rows = Array.from({length: 5000}, (_, id) => row(id));
  table.append(rows.slice(0, 10));
  expect(await beside.rows("SELECT 1 AS one")).toEqual([{one: 1}]);
  table.append(rows.slice(10, 4500));
  table.append(rows.slice(4500));
  table.finish();
  expect(await beside.rows("FROM t")).toEqual(rows);
  beside.close();
  expect(await database.rows("SELECT count(*) AS n FROM t")).toEqual([{n: 5000}]);
  database.close();
});
