import {describe, expect, it} from "vitest";
import {PartedTable} from "../../../src/figures/shared/live/parted-table.js";

const parts = ["a", "a", "b", "c"].map((benchmark, i) => ({url: `u${i}`, benchmark, bytes: 10 * (i + 1)}));

/** A table whose store and server write down what is asked of them; the server fails where `broken` says so. */
function table() {
  const [inserted, statements, fetched]: [string[], string[], string[]] = [[], [], []];
  const server = {broken: ""};
  const parted = new PartedTable("completions", parts, {
    insert: (_, schema, name) => {
      inserted.push(`${schema}.${name}`);
      return Promise.resolve();
    },
    run: (sql) => {
      statements.push(sql);
      return Promise.resolve();
    }
  });
  const progress: [number, number][] = [];
  const ask = (sql: string): Promise<void> =>
    parted.loadFor(
      sql,
      (url, onBytes) => {
        if (url === server.broken) return Promise.reject(new Error(`cannot load ${url}`));
        fetched.push(url);
        const {bytes} = parts.find((part) => part.url === url)!;
        onBytes(bytes / 2);
        onBytes(bytes);
        return Promise.resolve(new Uint8Array(bytes));
      },
      (loaded, total) => progress.push([loaded, total])
    );
  return {ask, inserted, statements, fetched, progress, server};
}

const of = (benchmark: string): string => `SELECT count(*) FROM completions WHERE benchmark = '${benchmark}'`;

describe("PartedTable", () => {
  it("loads the parts of the benchmark that a query reads, once, and keeps their order in the view", async () => {
    const {ask, fetched, inserted, statements} = table();
    await ask(of("b"));
    expect(fetched).toEqual(["u2"]);
    await ask(of("a"));
    await ask(of("b"));
    expect(fetched).toEqual(["u2", "u0", "u1"]);
    expect(inserted).toEqual(["parts.completions_2", "parts.completions_0", "parts.completions_1"]);
    expect(statements.at(-1)).toBe(
      "CREATE OR REPLACE VIEW completions AS FROM parts.completions_0 UNION ALL FROM parts.completions_1 UNION ALL FROM parts.completions_2"
    );
    await ask("SELECT count(*) FROM completions");
    expect(fetched).toEqual(["u2", "u0", "u1", "u3"]);
  });

  it("loads one part where no part has the benchmark: the query finds the columns, and no row", async () => {
    const {ask, fetched} = table();
    await ask(of("none of these"));
    expect(fetched).toEqual(["u0"]);
  });

  it("says how far the download of what is missing is", async () => {
    const {ask, progress} = table();
    await ask(of("b"));
    expect(progress).toEqual([
      [15, 30],
      [30, 30]
    ]);
    progress.length = 0;
    await ask("SELECT * FROM completions");
    expect(progress.at(0)).toEqual([5, 70]);
    expect(progress.at(-1)).toEqual([70, 70]);
  });

  it("loads a part once for queries at the same time, and tries again what failed", async () => {
    const {ask, fetched, statements, server} = table();
    await Promise.all([ask(of("a")), ask("SELECT * FROM completions WHERE benchmark = 'a'")]);
    expect(fetched).toEqual(["u0", "u1"]);
    server.broken = "u3";
    await expect(ask("SELECT * FROM completions")).rejects.toThrow("cannot load u3");
    // What came before the failure is there.
    expect(statements.at(-1)).toContain("completions_2");
    server.broken = "";
    await ask("SELECT * FROM completions");
    expect(fetched).toEqual(["u0", "u1", "u2", "u3"]);
  });
});
