import {idDifference} from "../sets/id-difference.js";
import type {StudySummary} from "../study/study-summary.js";
import type {MatchedPolicies} from "./matched-policies.js";
import type {PublishedInputs} from "./published-inputs.js";
import type {ReportSide} from "./report-side.js";

/** Something about the inputs that is not the same in two reports; null where one has nothing of the kind. */
export interface InputChange {
  /** `study`, `policy base`, `benchmark math500`, `input`. */
  of: string;
  what: string;
  a: string | null;
  b: string | null;
}

const policyFields = [
  "policy",
  "label",
  "role",
  "base",
  "engine",
  "source",
  "temperature",
  "top_p",
  "max_tokens",
  "power",
  "prefill",
  "completions"
] as const;
const benchmarkFields = ["label", "verifier", "problems", "errors", "truncated"] as const;

/** What differs between the inputs of two reports: studies, policies and their settings, benchmarks and verifiers, versions and hashes. */
export function inputChanges(
  a: ReportSide,
  b: ReportSide,
  policies: readonly MatchedPolicies[]
): InputChange[] {
  const [first, second] = [a.study, b.study];
  return [
    ...fieldChanges("study", first, second, ["study", "title", "seed", "date"]),
    ...unmatched("policy", ids(first, "policies"), ids(second, "policies"), {
      a: policies.map((pair) => pair.a.policy),
      b: policies.map((pair) => pair.b.policy)
    }),
    ...policies.flatMap((pair) => fieldChanges(`policy ${pair.a.policy}`, pair.a, pair.b, policyFields)),
    ...unmatched("benchmark", ids(first, "benchmarks"), ids(second, "benchmarks"), sharedIds(first, second)),
    ...first.benchmarks.flatMap((one) => {
      const other = second.benchmarks.find(({benchmark}) => benchmark === one.benchmark);
      return other ? fieldChanges(`benchmark ${one.benchmark}`, one, other, benchmarkFields) : [];
    }),
    ...problemChanges(a, b),
    ...fieldChanges(
      "input",
      first.provenance,
      second.provenance,
      bothKeys(first.provenance, second.provenance)
    ),
    ...(a.inputs && b.inputs ? publishedChanges(a.inputs, b.inputs, [first, second]) : [])
  ];
}

/** What manifests say beyond the tables: identity, seeds, verifiers that no table names, the tool, and every file. */
function publishedChanges(
  a: PublishedInputs,
  b: PublishedInputs,
  studies: readonly StudySummary[]
): InputChange[] {
  const unsaid = bothKeys(a.verifiers, b.verifiers).filter((id) =>
    studies.every(({provenance}) => provenance[`verifier ${id}`] === undefined)
  );
  const hashes = ({workspace}: PublishedInputs): Record<string, string> =>
    Object.fromEntries(
      Object.entries(workspace).map(([name, {sha256, bytes}]) => [
        name,
        `${sha256.slice(0, 12)}, ${bytes} bytes`
      ])
    );
  const [one, other] = [hashes(a), hashes(b)];
  return [
    ...fieldChanges("report", a, b, ["identity"]),
    ...fieldChanges("seed", a.seeds, b.seeds, ["bootstrap"]),
    ...fieldChanges("verifier", a.verifiers, b.verifiers, unsaid),
    ...fieldChanges("tool", a.tool, b.tool, bothKeys(a.tool, b.tool)),
    ...fieldChanges("file", one, other, bothKeys(one, other))
  ];
}

function bothKeys(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}

function ids(study: StudySummary, kind: "policies" | "benchmarks"): string[] {
  return kind === "policies"
    ? study.policies.map(({policy}) => policy)
    : study.benchmarks.map(({benchmark}) => benchmark);
}

function sharedIds(a: StudySummary, b: StudySummary): {a: string[]; b: string[]} {
  return {a: ids(b, "benchmarks"), b: ids(a, "benchmarks")};
}

/** What one report has and the other has nothing for. */
function unmatched(
  of: string,
  a: readonly string[],
  b: readonly string[],
  matched: {a: readonly string[]; b: readonly string[]}
): InputChange[] {
  return [
    ...a
      .filter((id) => !matched.a.includes(id))
      .map((id) => ({of, what: "only in the first", a: id, b: null})),
    ...b
      .filter((id) => !matched.b.includes(id))
      .map((id) => ({of, what: "only in the second", a: null, b: id}))
  ];
}

function fieldChanges<T extends object>(
  of: string,
  a: T,
  b: T,
  names: readonly (keyof T & string)[]
): InputChange[] {
  return names.flatMap((what): InputChange[] => {
    const [first, second] = [text(a[what]), text(b[what])];
    return first === second ? [] : [{of, what, a: first, b: second}];
  });
}

/** Problems of a benchmark that only one of two reports has counts of. */
function problemChanges(a: ReportSide, b: ReportSide): InputChange[] {
  return a.counts.flatMap(({benchmark, problemIds}): InputChange[] => {
    const other = b.counts.find((one) => one.benchmark === benchmark);
    if (!other) return [];
    const {onlyA, onlyB} = idDifference(new Set(problemIds), new Set(other.problemIds));
    return onlyA.length + onlyB.length === 0
      ? []
      : [
          {
            of: `benchmark ${benchmark}`,
            what: "problems that the other lacks",
            a: named(onlyA),
            b: named(onlyB)
          }
        ];
  });
}

function named(ids: readonly string[]): string | null {
  if (ids.length === 0) return null;
  return `${ids.length}: ${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ", …" : ""}`;
}

function text(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
