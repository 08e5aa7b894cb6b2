import {type} from "arktype";
import {stringify} from "yaml";
import {samplingSchema} from "../schema/study/fields.js";
import type {Domain, Role} from "../schema/domain.js";
import type {BenchmarkFormat} from "../schema/study/benchmark.js";
import type {SampleSource} from "../schema/study/samples.js";
import type {VerdictSummary} from "./import-summary.js";
import type {BenchmarkSummary, ImportRecord} from "./storing/import-record.js";
import {usualVerifier} from "./usual-verifier.js";

/** A policy as the command line names it. */
export interface GivenPolicy {
  id: string;
  label: string;
  role: Role;
  base: string | null;
  /** Paths relative to the study file, or absolute. */
  sources: SampleSource[];
}

/** A benchmark that has a file of problems of its own. */
export interface GivenProblems {
  id: string;
  file: string;
  format: Exclude<BenchmarkFormat, "imported">;
}

export interface StudyFileOptions {
  id: string;
  title: string;
  policies: readonly GivenPolicy[];
  records: readonly ImportRecord[];
  /** What verifiers say, by policy and benchmark. */
  verdicts: (policy: string, benchmark: string) => Readonly<Record<string, VerdictSummary>>;
  problems: GivenProblems | null;
  /** The verifier that the user asks for. */
  verifier: string | null;
}

/**
 * The text of a study file over imports: its policies with their files, each benchmark that they tell of with the verifier that
 * the tables use. That is ours where completions have text and a reference answer, and the task gives no answers to choose
 * from, nor is a countdown, of which an answer that is the target says little; else what the tools said of most.
 */
export function studyFileText(options: StudyFileOptions): string {
  const {id, title, policies, records} = options;
  // Sets of log-likelihoods and the like, of which nothing could be read, are told of in the audit alone.
  const read = records.flatMap((record) => record.benchmarks.filter((one) => one.problems > 0));
  const benchmarks = [...new Set(read.map(({benchmark}) => benchmark))];
  const study = {
    study: id,
    title,
    seed: 1,
    policies: policies.map(({id: policy, label, role, base, sources}) => ({
      id: policy,
      ...(label === policy ? {} : {label}),
      role,
      ...(base === null ? {} : {base}),
      ...samplingOf(records.find((record) => record.policy === policy)),
      samples: samplesOf(sources)
    })),
    benchmarks: benchmarks.sort().map((benchmark) => benchmarkOf(benchmark, options))
  };
  return (
    "# Made by npm run report. Change it as you like: npm start -- --study FILE makes the report again.\n" +
    stringify(study, {lineWidth: 110, flowCollectionPadding: false})
  );
}

/** The first line of such a file: it may be written over by the command that made it. */
export function isMadeStudyFile(text: string): boolean {
  return text.startsWith("# Made by npm run report.");
}

/** What the files say of the sampling of all completions of a policy. */
function samplingOf(record: ImportRecord | undefined): {sampling?: Record<string, number>} {
  const stated: Record<string, number> = {};
  for (const [key, names] of Object.entries(SETTINGS) as [keyof typeof SETTINGS, readonly string[]][]) {
    const values = new Set(record?.benchmarks.map((found) => statedOf(found, key, names)));
    const [value] = values;
    if (values.size !== 1 || value === undefined || value === null) continue;
    if (!(samplingSchema({[key]: value}) instanceof type.errors)) stated[key] = value;
  }
  return Object.keys(stated).length === 0 ? {} : {sampling: stated};
}

/** Keys of a study's sampling, and what tools call them. */
const SETTINGS = {
  temperature: ["temperature"],
  top_p: ["top_p"],
  max_tokens: ["max_tokens", "max_gen_toks", "max_completion_tokens"],
  power: [],
  n: []
} as const;

function statedOf(
  {own, settings}: BenchmarkSummary,
  key: keyof typeof SETTINGS,
  names: readonly string[]
): number | null {
  if (own !== null) return own[key] ?? null;
  const values = names.flatMap((name) => settings[name] ?? []);
  return values.length === 1 && typeof values[0] === "number" ? values[0] : null;
}

function samplesOf(sources: readonly SampleSource[]): unknown {
  const plain = sources.every(
    ({format, map, benchmark}) => format === null && benchmark === null && Object.keys(map).length === 0
  );
  const list = plain
    ? sources.flatMap(({paths}) => paths)
    : sources.map(({paths, format, map, benchmark}) => ({
        files: paths.length === 1 ? paths[0] : paths,
        ...(format === null ? {} : {format}),
        ...(benchmark === null ? {} : {benchmark}),
        ...(Object.keys(map).length === 0 ? {} : {map})
      }));
  return plain && list.length === 1 ? list[0] : list;
}

function benchmarkOf(benchmark: string, options: StudyFileOptions): Record<string, unknown> {
  const {records, problems} = options;
  const found = records.flatMap((record) => record.benchmarks.filter((one) => one.benchmark === benchmark));
  const [name] = found.flatMap(({names, own}) => own?.label ?? names);
  const domain = found[0]!.domain;
  const isRegistered = problems?.id === benchmark;
  return {
    id: benchmark,
    ...(name === undefined || name === benchmark ? {} : {label: name}),
    ...(isRegistered ? {problems: problems.file, format: problems.format} : {problems: "imported"}),
    ...(domain === "math" || domain === "countdown" || isRegistered ? {} : {domain}),
    verifier: verifierOf(benchmark, domain, isRegistered, options)
  };
}

function verifierOf(
  benchmark: string,
  domain: Domain,
  isRegistered: boolean,
  {records, verdicts, verifier}: StudyFileOptions
): string {
  if (verifier !== null) return verifier;
  const exported = records.flatMap(({policy, benchmarks}) =>
    benchmarks.filter(
      ({benchmark: one, own}) =>
        one === benchmark && own !== null && own.verifier in verdicts(policy, benchmark)
    )
  );
  if (exported.length > 0) return exported[0]!.own!.verifier;
  return usualVerifier({
    benchmark,
    domain,
    isRegistered,
    found: records.flatMap((record) => record.benchmarks.filter((one) => one.benchmark === benchmark)),
    verdicts: records.map(({policy}) => verdicts(policy, benchmark))
  });
}
