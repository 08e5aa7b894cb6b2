import {existsSync, readFileSync, rmSync} from "node:fs";
import {join, resolve} from "node:path";
import {createInterface} from "node:readline/promises";
import {problemsFormat} from "../../loaders/benchmarks/problems-format.js";
import {readBenchmark} from "../../loaders/benchmarks/read-benchmark.js";
import {fileBenchmarkId} from "../../loaders/importing/joining/benchmark-name.js";
import {publicBenchmark} from "../../loaders/public-benchmarks/registry.js";
import {createModelAccess} from "../../loaders/engines/model-access.js";
import {parseServedName} from "../../loaders/engines/served-name.js";
import {cellPrompt} from "../../loaders/prompts/cell-prompt.js";
import {givenPromptName} from "../../loaders/prompts/read-prompt.js";
import {askedProblems} from "../../loaders/sampling/asked-problem.js";
import {planRequest} from "../../loaders/sampling/draw-batch.js";
import {domainVerifiers} from "../../loaders/schema/domain.js";
import {planStudy} from "../../loaders/planning/plan-study.js";
import {readStudy, type Study} from "../../loaders/schema/study.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {measureModel, type ModelMeasure} from "../../loaders/settling/measure-model.js";
import {possibleMosts} from "../../loaders/schema/study/adaptive.js";
import {adaptivePrice, adaptivePriceText} from "../../loaders/settling/adaptive-price.js";
import {isMadeFor, pairStudyId, pairStudyText, type PairOptions} from "../../loaders/settling/pair-study.js";
import {affordableN, priceOf} from "../../loaders/settling/price.js";
import {writeTextAtomically} from "../../loaders/store/write-file.js";
import {shownPath, type Workspace} from "../../loaders/workspace/workspace.js";
import {command} from "../../loaders/workspace/command.js";
import {adaptiveSentences} from "../../src/findings/planning/adaptive-plan-text.js";
import {about, points, whole} from "../../src/findings/shared/format.js";
import {makeReport} from "./make-report.js";
import {say} from "./say.js";

export interface SettleOptions {
  workspace: Workspace;
  runs: string;
  out: string;
  base: string;
  rl: string;
  benchmark: string;
  n: number;
  budget?: number;
  adaptive?: boolean;
  kMax?: number;
  temperature: number;
  topP: number;
  maxTokens: number;
  prompt?: string;
  verifier?: string;
  keyEnv?: string;
  studyOut?: string;
  port: number;
  serve: boolean;
  yes?: boolean;
}

/** Writes the study of a pair, says what it costs, asks, and makes its report. The same options again go on with it. */
export async function settlePair(options: SettleOptions, signal: AbortSignal): Promise<void> {
  const pair = pairOptions(options);
  const id = pairStudyId(pair);
  const file = resolve(options.studyOut ?? join(options.workspace.studies, `${id}.yaml`));
  if (!isStarted(file, pair)) {
    const text = await priced(id, pair, options, signal);
    if (text === null || signal.aborted) return;
    await writeTextAtomically(file, text);
    say(`settle: the study is ${shownPath(file)}`);
  } else say(`settle: going on with ${shownPath(file)}`);
  const {workspace, runs, out, port, serve} = options;
  await makeReport({workspace, runs, out, port, serve, live: true, study: file}, signal);
}

function pairOptions(options: SettleOptions): PairOptions {
  const {adaptive = false, keyEnv, n, kMax, temperature, topP, maxTokens} = options;
  const looks = possibleMosts();
  if (adaptive && !looks.includes(n))
    throw new UserError(
      `--n ${n} with --adaptive: it is the most completions of a problem, and each look has twice as many as the one before: give one of ${looks.join(", ")}`
    );
  if (!adaptive && kMax !== undefined)
    throw new UserError(
      `--k-max ${kMax} without --adaptive: every completion is drawn: leave it out, or add --adaptive`
    );
  if (kMax === 1) throw new UserError("--k-max 1: with one try nothing crosses: give 2 or more");
  const [base, rl] = [parseServedName(options.base, "--base"), parseServedName(options.rl, "--rl")];
  return {
    base,
    rl,
    benchmark: benchmarkOf(options),
    sampling: {temperature, top_p: topP, max_tokens: maxTokens},
    ...(adaptive ? {adaptive: true as const} : {}),
    ...(kMax === undefined ? {} : {k_max: kMax}),
    engine: keyEnv === undefined ? {} : {key_env: keyEnv}
  };
}

/** A registered set with its prompt, or a file of problems with the verifier of its domain. Throws a UserError for neither. */
function benchmarkOf({benchmark: name, verifier, prompt}: SettleOptions): PairOptions["benchmark"] {
  const set = existsSync(resolve(name)) ? null : publicBenchmark(name);
  const asked = prompt === "none" ? null : (givenPromptName(prompt) ?? set?.prompt ?? null);
  if (set !== null) return {id: set.id, problems: set.id, verifier: verifier ?? null, prompt: asked};
  const problems = resolve(name);
  if (!existsSync(problems))
    throw new UserError(
      `--benchmark ${name}: neither a file nor a registered set: ${command("fetch", "--list")} shows those`
    );
  const format = problemsFormat(problems);
  const id = fileBenchmarkId(name);
  const [first] = readBenchmark({id, problems, format, multipleChoice: true});
  return {id, problems, format, verifier: verifier ?? domainVerifiers[first!.domain], prompt: asked};
}

/** Whether the study is there already. Throws a UserError for a file that says something else. */
function isStarted(file: string, pair: PairOptions): boolean {
  if (!existsSync(file)) return false;
  const made = isMadeFor(readFileSync(file, "utf8"), pair);
  if (made === true) return true;
  const what = made === null ? "was not made by this command" : "was made with other options";
  throw new UserError(
    `${shownPath(file)} is there and ${what}: give --study-out another name, or move it away`
  );
}

/** The study's text once its price was shown and agreed to; null where it was not. */
async function priced(
  id: string,
  pair: PairOptions,
  options: SettleOptions,
  signal: AbortSignal
): Promise<string | null> {
  const study = await draftStudy(id, pair, options);
  const problems = readBenchmark(study.benchmarks[0]!).length;
  const models = await measure(study, signal);
  if (models === null) return null;
  const about = {problems, maxTokens: options.maxTokens, models};
  const {adaptive = false, budget} = options;
  const n = budget === undefined || adaptive ? options.n : affordableN(budget, options.n, about);
  if (n < 1)
    throw new UserError(
      `--budget ${options.budget}: one completion of each of ${problems} problems takes more: raise it, or take fewer problems`
    );
  showPrice(n, about, options);
  if (study.adaptive !== null)
    say(`settle: ${adaptivePriceText(adaptivePrice([{n, problems: 2 * problems}], study.adaptive))}`);
  for (const line of await settlePlan(study, problems, n)) say(`settle: ${line}`);
  if (!(await agreed(options.yes ?? false, signal))) {
    say("settle: nothing was drawn");
    return null;
  }
  return pairStudyText(id, pair, n, adaptive ? budget : undefined);
}

/** The study as its file would say it: nothing is kept before the price is agreed to. */
async function draftStudy(id: string, pair: PairOptions, {workspace, n}: SettleOptions): Promise<Study> {
  const draft = join(workspace.studies, `.${id}.${process.pid}.draft.yaml`);
  try {
    await writeTextAtomically(draft, pairStudyText(id, pair, n));
    return readStudy(draft);
  } finally {
    rmSync(draft, {force: true});
  }
}

async function measure(study: Study, signal: AbortSignal): Promise<ModelMeasure[] | null> {
  const access = createModelAccess(false, say);
  const [benchmark] = study.benchmarks;
  const problems = readBenchmark(benchmark!);
  const measures: ModelMeasure[] = [];
  try {
    for (const policy of study.policies) {
      const engine = await access.load(policy);
      const cancel = (): void => engine.served?.cancel();
      signal.addEventListener("abort", cancel, {once: true});
      try {
        const asked = askedProblems({problems, prompt: cellPrompt({policy, benchmark: benchmark!})});
        const about = {problems, asked, benchmark: benchmark!.id, policy: policy.id, studySeed: study.seed};
        const requests = problems.map((_, problem) => planRequest({problem, sampleIndex: 0}, about, true));
        const found = await measureModel(engine, requests);
        for (const line of found.found) say(`settle: ${policy.id}: ${line}`);
        measures.push(found);
      } catch (error) {
        if (signal.aborted) return null;
        throw error;
      } finally {
        signal.removeEventListener("abort", cancel);
        await engine.close();
      }
      if (signal.aborted) return null;
    }
    return measures;
  } finally {
    await access.close();
  }
}

function showPrice(
  n: number,
  about: {problems: number; maxTokens: number; models: readonly ModelMeasure[]},
  {n: wanted, adaptive = false}: SettleOptions
): void {
  const {problems, models} = about;
  const {completions, requests, promptTokens, outputTokens, mostOutputTokens, hours} = priceOf({...about, n});
  const drawn = models.reduce((sum, model) => sum + model.completions, 0);
  const truncated = models.reduce((sum, model) => sum + model.truncated, 0);
  const lines = [
    `${adaptive ? "if nothing stops: " : ""}${problems} problems x ${n} completions x 2 models = ${whole(completions)} completions in ${whole(requests)} requests` +
      (n < wanted ? ` (n = ${n} of ${wanted}, by the budget)` : ""),
    `prompts: about ${whole(promptTokens)} tokens (from their characters)`,
    outputTokens === null
      ? `output: at most ${whole(mostOutputTokens)} tokens; the servers do not count them`
      : `output: about ${whole(outputTokens)} tokens, at most ${whole(mostOutputTokens)}; ${truncated} of ${drawn} in a sample were cut at max_tokens`,
    hours === null
      ? "time: unknown, no completion of the sample came back"
      : `time: ${hours < 1 ? `${whole(hours * 60)} minutes` : `${whole(hours)} hours`} at the speed of that sample; servers are faster with more under way`
  ];
  for (const line of lines) say(`settle: ${line}`);
}

/** Simulated studies behind the line: its probabilities are right to 3 points; with n adaptive to 5, and take longer. */
const REPLICATES = 400;
const ADAPTIVE_REPLICATES = 100;

/** What so many problems and completions may be expected to show of the study's pair, before anything is known of its solve rates. */
async function settlePlan(study: Study, problems: number, n: number): Promise<string[]> {
  const assumed = "if its solve rates are like those of the published MATH500 pair";
  const given = {prior: {}, power: 0.8, seed: 1, problems: [problems]};
  if (study.adaptive !== null) {
    const plan = await planStudy(study, {...given, replicates: ADAPTIVE_REPLICATES, completions: [16]});
    return adaptiveSentences(plan).map(
      (sentence) => `${assumed}: ${sentence.replace(/^As the study draws, with n adaptive, |\.$/g, "")}`
    );
  }
  const plan = await planStudy(study, {...given, replicates: REPLICATES, completions: [n]});
  const [row] = plan.rows;
  const shows = [
    `a crossing with a probability of ${about(row!.crossing)}`,
    ...(row!.difference === null
      ? []
      : [`${points(plan.difference.own)} points at k = ${whole(plan.at)} with ${about(row!.difference)}`])
  ];
  return [`${assumed}, ${whole(problems)} problems x ${whole(n)} completions show ${shows.join(", ")}`];
}

/** Asks on a terminal. Throws a UserError elsewhere: a script must say `--yes`. */
async function agreed(yes: boolean, signal: AbortSignal): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY) throw new UserError("nobody can be asked here: add --yes to draw at this price");
  const prompt = createInterface({input: process.stdin, output: process.stderr});
  try {
    return /^y(es)?$/i.test((await prompt.question("draw them? [y/N] ", {signal})).trim());
  } catch {
    return false;
  } finally {
    prompt.close();
  }
}
