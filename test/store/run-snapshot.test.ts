import {mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {expect, it} from "vitest";
import {snapshotRun} from "../../loaders/store/run-snapshot.js";
import {temporaryFolder} from "../support/temporary-folder.js";

it("keeps a run as it was while files are added, replaced and written, and shows the other runs", () => {
  const folder = temporaryFolder();
  const runs = join(folder, "runs");
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(runs, path)), {recursive: true});
    writeFileSync(join(runs, path), text);
  };
  put("pair/completions/benchmark=b/policy=p/a.parquet", "a");
  put("pair/completions/benchmark=b/policy=p/.a.parquet.tmp", "half");
  put("pair/verdicts/verifier=v/version=1/x.parquet", "old");
  put("pair/manifest.json", "{}");
  put("pair/lock-1.json", "{}");
  put("other/manifest.json", "other");
  const snapshot = join(folder, "snapshot");
  const text = (path: string): string => readFileSync(join(snapshot, path), "utf8");
  const seen = (): string[] =>
    readdirSync(join(snapshot, "pair"), {recursive: true, encoding: "utf8"}).filter((name) =>
      /\.\w+$/.test(name)
    );
  snapshotRun(runs, "pair", snapshot);
  put("pair/completions/benchmark=b/policy=p/b.parquet", "b");
  put("pair/new.parquet", "new");
  renameSync(join(runs, "pair/new.parquet"), join(runs, "pair/verdicts/verifier=v/version=1/x.parquet"));
  put("pair/manifest.json", "later");
  expect(seen().sort()).toEqual([
    "completions/benchmark=b/policy=p/a.parquet",
    "manifest.json",
    "verdicts/verifier=v/version=1/x.parquet"
  ]);
  expect(text("pair/verdicts/verifier=v/version=1/x.parquet")).toBe("old");
  expect(text("pair/manifest.json")).toBe("{}");
  expect(text("other/manifest.json")).toBe("other");
  snapshotRun(runs, "pair", snapshot);
  expect(seen()).toHaveLength(4);
  expect(text("pair/manifest.json")).toBe("later");
});
