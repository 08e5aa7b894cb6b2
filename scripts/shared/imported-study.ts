import {existsSync, readFileSync} from "node:fs";
import {basename, dirname, join, relative, resolve} from "node:path";
import type {PolicyImport} from "../../loaders/importing/import-study.js";
import {
  importSummaries,
  verdictSummaries,
  type ImportSummary
} from "../../loaders/importing/import-summary.js";
import {joinDifferences, type JoinDifference} from "../../loaders/importing/join-differences.js";
import {benchmarkId, fileBenchmarkId} from "../../loaders/importing/joining/benchmark-name.js";
import {
  isMadeStudyFile,
  studyFileText,
  type GivenPolicy,
  type GivenProblems
} from "../../loaders/importing/study-file.js";
import {problemsFormat} from "../../loaders/benchmarks/problems-format.js";
import {parseBenchmark} from "../../loaders/schema/study/benchmark.js";
import {VerifierNames} from "../../loaders/schema/study/own-verifier.js";
import {parsePolicy} from "../../loaders/schema/study/policy.js";
import type {Policy, Study} from "../../loaders/schema/study.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {Database} from "../../loaders/store/database.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {writeTextAtomically} from "../../loaders/store/write-file.js";
import {shownPath, type Workspace} from "../../loaders/workspace/workspace.js";
import {givenPolicies, type SourceOptions} from "./given-policies.js";
import {importStep} from "./import-step.js";

export interface ImportedStudyOptions extends SourceOptions {
  workspace: Workspace;
  runs: string;
  title?: string;
  studyOut?: string;
  problems?: string;
  verifier?: string;
  strict?: boolean;
  allowCode?: boolean;
  signal: AbortSignal;
}

/** What `report` and `import` make of `name=PATH…`. */
export interface ImportedStudy {
  /** The study file that was written. */
  file: string;
  run: RunFolder;
  imports: PolicyImport[];
}

/**
 * Imports the files of the policies that the arguments name, and writes the study that names them, with the verifier of each
 * benchmark. Null when it was interrupted. Throws a UserError rather than write over a study file that someone made by hand.
 */
export async function importedStudy(
  args: readonly string[],
  options: ImportedStudyOptions
): Promise<ImportedStudy | null> {
  const problems = givenProblems(options);
  const benchmark = options.benchmark ?? problems?.id ?? null;
  const policies = givenPolicies(args, {...options, benchmark});
  const names = policies.map(({id: policy}) => policy).join("-vs-");
  const given =
    options.studyOut === undefined ? undefined : basename(options.studyOut).replace(/\.ya?ml$/, "");
  const id = benchmarkId(given ?? options.title ?? names);
  const file = resolve(options.studyOut ?? join(options.workspace.studies, `${id}.yaml`));
  refuseToOverwrite(file);
  const run = new RunFolder(join(options.runs, id));
  const imports = await importStep(
    {study: draftStudy(file, policies, problems), run, allowCode: options.allowCode, signal: options.signal},
    options.strict
  );
  if (imports === null) return null;
  await writeTextAtomically(
    file,
    await studyText({id, file, policies, given: problems, imports, run, options})
  );
  return {file, run, imports};
}

/** The study as far as it is known before its files are read. */
function draftStudy(
  file: string,
  policies: readonly GivenPolicy[],
  given: GivenProblems | null
): Pick<Study, "policies" | "benchmarks"> {
  const where = (): string => "the command line";
  const parsed = policies.map(({id, label, role, base, sources}): Policy => {
    const samples = sources.map(({paths, format, map, benchmark}) => ({
      files: paths.map((path) => resolve(path)),
      map: {...map},
      ...(format === null ? {} : {format}),
      ...(benchmark === null ? {} : {benchmark})
    }));
    const raw = {id, label, role, ...(base === null ? {} : {base}), samples};
    return parsePolicy(raw, {file, shared: undefined, adaptive: null, n: undefined, where});
  });
  if (given === null) return {policies: parsed, benchmarks: []};
  const names = new VerifierNames(file, where);
  const raw = {
    id: given.id,
    problems: resolve(given.file),
    format: given.format,
    verifier: "math@strict"
  };
  return {
    policies: parsed,
    benchmarks: [parseBenchmark(raw, 0, {file, names, n: undefined, prompt: null, where})]
  };
}

async function studyText({
  id,
  file,
  policies,
  given,
  imports,
  run,
  options
}: {
  id: string;
  file: string;
  policies: readonly GivenPolicy[];
  given: GivenProblems | null;
  imports: readonly PolicyImport[];
  run: RunFolder;
  options: ImportedStudyOptions;
}): Promise<string> {
  const records = imports.map(({record}) => record);
  const verdicts = new Map<string, Awaited<ReturnType<typeof verdictSummaries>>>();
  const database = await Database.open();
  try {
    for (const {policy, benchmarks} of records)
      for (const {benchmark} of benchmarks)
        verdicts.set(`${policy} ${benchmark}`, await verdictSummaries(database, run, benchmark, policy));
  } finally {
    database.close();
  }
  const folder = dirname(file);
  const fromStudy = (path: string): string => pathFrom(folder, path, options.workspace.folder);
  return studyFileText({
    id,
    title: options.title ?? policies.map(({label}) => label).join(" and "),
    policies: policies.map((policy) => ({
      ...policy,
      sources: policy.sources.map((source) => ({...source, paths: source.paths.map(fromStudy)}))
    })),
    records,
    verdicts: (policy, benchmark) => verdicts.get(`${policy} ${benchmark}`) ?? {},
    problems: given === null ? null : {...given, file: fromStudy(given.file)},
    verifier: options.verifier ?? null
  });
}

/** Relative to the study where both are in the user's folder, so that it can be moved as a whole; else absolute. */
function pathFrom(folder: string, path: string, workspace: string): string {
  const absolute = resolve(path);
  const isInside = [absolute, folder].every((each) => !relative(workspace, each).startsWith(".."));
  return isInside ? relative(folder, absolute) : absolute;
}

function givenProblems({problems, benchmark}: ImportedStudyOptions): GivenProblems | null {
  if (problems === undefined) return null;
  const id = benchmark == null ? fileBenchmarkId(problems) : benchmarkId(benchmark);
  return {id, file: problems, format: problemsFormat(problems)};
}

function refuseToOverwrite(file: string): void {
  if (!existsSync(file) || isMadeStudyFile(readFileSync(file, "utf8"))) return;
  throw new UserError(
    `${shownPath(file)} is there and was not made by this command: give --study-out or --title another name`
  );
}

/** What was imported, a line a policy and benchmark, with what the verifiers say. */
export async function summariesOf({
  run,
  imports
}: Pick<ImportedStudy, "run" | "imports">): Promise<ImportSummary[]> {
  const database = await Database.open();
  try {
    const summaries = [];
    for (const {record} of imports) summaries.push(...(await importSummaries(database, run, record)));
    return summaries;
  } finally {
    database.close();
  }
}

/** What a user should mend of what was imported. */
export function importWarnings(imported: Pick<ImportedStudy, "imports">): string[] {
  return [...stepWarnings(imported), ...aloneWarnings(imported)];
}

/** What a user should mend of policies that hold several steps of training: each step is a model of its own. */
function stepWarnings({imports}: Pick<ImportedStudy, "imports">): string[] {
  return imports.flatMap(({record: {policy, benchmarks}}) => {
    const steps = [...new Set(benchmarks.flatMap((found) => found.steps))].sort((a, b) => a - b);
    const [first, second] = steps;
    if (first === undefined || second === undefined) return [];
    return [
      `${policy} has completions of several steps of training, ${steps.join(", ")}, whose models differ: its figures are of no one model; name the files of a step as a policy, ${policy}-${first}=PATH ${policy}-${second}=PATH`
    ];
  });
}

/** What a user should mend of policies that were asked nothing in common: their files call one benchmark by several names. */
function aloneWarnings({imports}: Pick<ImportedStudy, "imports">): string[] {
  const sets = imports.map(({record}) => new Set(record.benchmarks.map(({benchmark}) => benchmark)));
  const all = sets.flatMap((set) => [...set]);
  if (sets.length < 2 || new Set(all).size < all.length) return [];
  const each = imports.map(({record: {policy}}, i) => `${policy} has ${[...sets[i]!].join(", ")}`);
  return [
    `no benchmark is of two policies, so nothing is compared: ${each.join("; ")}; name it with --benchmark if it is one`
  ];
}

/** Where the problems of two policies on a benchmark are not the same. */
export async function differencesOf({
  run,
  imports
}: Pick<ImportedStudy, "run" | "imports">): Promise<JoinDifference[]> {
  const policies = imports.map(({record}) => record.policy);
  const benchmarks = new Set(
    imports.flatMap(({record}) => record.benchmarks.map(({benchmark}) => benchmark))
  );
  const database = await Database.open();
  try {
    const differences = [];
    for (const benchmark of [...benchmarks].sort())
      differences.push(...(await joinDifferences(database, run, benchmark, policies)));
    return differences;
  } finally {
    database.close();
  }
}
