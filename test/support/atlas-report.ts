import {createHash} from "node:crypto";
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {identityOf, MANIFEST, MANIFEST_FORMAT} from "../../loaders/publication/identity/report-manifest.js";
import type {ReportTables} from "../../src/metrics/atlas/report-rows.js";
import {coverageTable} from "../../src/metrics/coverage/coverage-table.js";

export interface AtlasReportOptions {
  study: string;
  /** Of the base’s weights. */
  source?: string;
  engine?: string;
  published?: string | null;
  /** Correct ones of four completions, of the base and of RL, problem by problem. */
  base: readonly number[];
  rl: readonly number[];
}

/** The tables of a report of one pair on a benchmark `sums`. */
export function atlasReport({
  study,
  source = "some model",
  engine = "micro",
  published = null,
  base,
  rl
}: AtlasReportOptions): ReportTables {
  const policy = (id: string, role: "base" | "rl", from: string | null) => ({
    ...{policy: id, label: id === "base" ? "Base" : "GRPO", role, base: from, engine, published},
    ...{source: id === "base" ? source : `${source} after RL`, temperature: 0.6, top_p: 0.95},
    ...{max_tokens: null, prefill: null, completions: 4 * base.length}
  });
  const policies = [policy("base", "base", null), policy("grpo", "rl", "base")];
  const rows = [base, rl].flatMap((correct, i) =>
    correct.map((c, problem) => ({
      ...{benchmark: "sums", policy: policies[i]!.policy, problem_id: `p${problem}`},
      ...{n: 4, c}
    }))
  );
  return {
    study: {
      ...{study, title: `The study ${study}`, seed: 1, date: "2026-01-02", experiments: [], provenance: {}},
      policies,
      benchmarks: [
        {
          ...{benchmark: "sums", label: "Sums", verifier: "math@strict", problems: base.length},
          ...{errors: 0, truncated: null}
        }
      ]
    },
    math: coverageTable(rows, policies, {level: 0.95, replicates: 100, seed: 1})
  };
}

/** Writes a published report with these tables into `folder`, as a site or as a data set has them; its identity. */
export function writePublished(
  folder: string,
  tables: object,
  {study, kind = "site"}: {study: string; kind?: "site" | "dataset"}
): string {
  const hashes: Record<string, string> = {};
  for (const [name, table] of Object.entries(tables)) {
    const text = JSON.stringify(table);
    const hash = createHash("sha256").update(text).digest("hex");
    hashes[`${name}.json`] = hash;
    const path = kind === "site" ? `_file/data/${name}.${hash.slice(0, 8)}.json` : `tables/${name}.json`;
    mkdirSync(join(folder, path, ".."), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
  const content = {
    report: {study, title: `The study ${study}`, n: null, date: "2026-01-02"},
    ...{policies: [], verifiers: {}, seeds: {completions: 1, bootstrap: 1}, provenance: {}},
    requests: {failed_attempts: {}, given_up: {}},
    ...{workspace: {}, tables: hashes}
  };
  const identity = identityOf(content);
  const manifest = {format: MANIFEST_FORMAT, identity, ...content, tool: {}, dataset: null};
  writeFileSync(join(folder, MANIFEST), JSON.stringify(manifest));
  return identity;
}
