import {createHash} from "node:crypto";
import {studyCells} from "../../schema/study/study-cells.js";
import type {Policy, Study} from "../../schema/study.js";
import {readManifest} from "../../store/manifest.js";
import {readRequests} from "../../store/request-record.js";
import type {RunFolder} from "../../store/run-folder.js";
import type {HashedFile} from "./hashed-files.js";

/** Name of the file, in a site and in a data set. */
export const MANIFEST = "manifest.json";

/** Names the kind of file, and its version. */
export const MANIFEST_FORMAT = "reasoning-boundary report 1";

/** What a report is made of and what came out: the file manifest.json of a site and of its data set. */
export interface ReportManifest {
  format: typeof MANIFEST_FORMAT;
  /** SHA-256 of all below but the files of the run, `tool`, `dataset` and `site`, in hexadecimal: two reports with one identity say the same. */
  identity: string;
  report: {
    study: string;
    title: string;
    /** Completions per problem, where they were set for the whole study. */
    n: number | null;
    /** Day of the newest completion, ISO 8601. */
    date: string | null;
  };
  policies: {
    policy: string;
    engine: string;
    /** Name of the model in the study; null where it has none. */
    model: string | null;
    /** What its bytes are: a hash, or what a server says of it. */
    source: string | null;
    sampling: Record<string, number | string | null>;
  }[];
  /** Newest version of each verifier that judged. */
  verifiers: Record<string, number>;
  seeds: {completions: number; bootstrap: number};
  /** Of servers: attempts that failed, and completions that were given up, by reason. */
  requests: {failed_attempts: Record<string, number>; given_up: Record<string, number>};
  /** Versions of what drew the completions, as the run says them. */
  provenance: Record<string, string>;
  /** The files that the report is built from, by their places in the data set's folder `workspace`. */
  workspace: Record<string, HashedFile>;
  /** SHA-256 of each table of the report. */
  tables: Record<string, string>;
  /** What made the report. */
  tool: Record<string, string>;
  /** Where the data set is: an address, or a path from the site; null where it is not published. */
  dataset: string | null;
  /** Of a data set: where its site is, an address or a path from the data set. */
  site?: string;
}

/** The manifest of a report, and with it its identity. */
export function reportManifest({
  study,
  n,
  run,
  workspace,
  tables,
  tool
}: {
  study: Study;
  n: number | null;
  run: RunFolder;
  workspace: ReportManifest["workspace"];
  tables: ReportManifest["tables"];
  tool: ReportManifest["tool"];
}): ReportManifest {
  const {date, sources, provenance} = readManifest(run);
  const content = {
    report: {study: study.id, title: study.title, n, date},
    policies: study.policies.map((policy) => describePolicy(policy, sources[policy.id] ?? null)),
    verifiers: Object.fromEntries(run.verifiers().map(({id, version}) => [id, version])),
    seeds: {completions: study.seed, bootstrap: study.bootstrap.seed},
    requests: requestTotals(study, run),
    provenance,
    workspace,
    tables
  };
  return {format: MANIFEST_FORMAT, identity: identityOf(content), ...content, tool, dataset: null};
}

/**
 * SHA-256 of what a manifest says of a report's content. The files of the run are left out: the same completions may be stored in
 * other parts, and the tables are made of all of them.
 */
export function identityOf({
  report,
  policies,
  verifiers,
  seeds,
  requests,
  provenance,
  workspace,
  tables
}: Omit<ReportManifest, "format" | "identity" | "tool" | "dataset" | "site">): string {
  const inputs = Object.entries(workspace).filter(([place]) => !place.startsWith("runs/"));
  const content = [
    report,
    policies,
    verifiers,
    seeds,
    requests,
    provenance,
    Object.fromEntries(inputs),
    tables
  ];
  return createHash("sha256").update(canonical(content)).digest("hex");
}

/** JSON with the keys of every object sorted. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each
  );
}

function describePolicy(
  {id, engine, settings, samples, sampling}: Policy,
  source: string | null
): ReportManifest["policies"][number] {
  const {model} = settings;
  const {temperature, topP, maxTokens, power} = samples ?? sampling;
  return {
    policy: id,
    engine,
    // A path tells where somebody keeps the model: its last part names it.
    model:
      typeof model === "string"
        ? model.startsWith(".") || model.startsWith("/")
          ? model.split("/").at(-1)!
          : model
        : null,
    source,
    sampling: {
      temperature,
      top_p: topP,
      ...(power === null ? {} : {power}),
      max_tokens: maxTokens,
      n: samples === null ? sampling.n : null,
      prefill: sampling.prefill
    }
  };
}

function requestTotals(study: Study, run: RunFolder): ReportManifest["requests"] {
  const totals: ReportManifest["requests"] = {failed_attempts: {}, given_up: {}};
  for (const {benchmark, policy} of studyCells(study)) {
    const record = readRequests(run.completions(benchmark.id, policy.id));
    for (const kind of ["failed_attempts", "given_up"] as const)
      for (const [reason, count] of Object.entries(record?.[kind] ?? {}))
        totals[kind][reason] = (totals[kind][reason] ?? 0) + count;
  }
  return totals;
}
