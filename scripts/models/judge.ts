import {verifierReader, wordReader, type AnswerReader} from "../../loaders/chain-reading/answer-reader.js";
import {judgeChains, questionOf} from "../../loaders/chain-reading/judge-chains.js";
import {recordJudge} from "../../loaders/chain-reading/judge-identity.js";
import {openJudge} from "../../loaders/chain-reading/judge-model.js";
import {checkPrompt, judgePrompt, promptHash} from "../../loaders/chain-reading/judge-prompt.js";
import {unjudgedTexts, type UnjudgedCell} from "../../loaders/chain-reading/unjudged-texts.js";
import {CHARACTERS_A_TOKEN} from "../../loaders/sampling/characters-a-token.js";
import type {ChainJudge} from "../../loaders/schema/study/chain-judge.js";
import {readTextFile} from "../../loaders/schema/text-file.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {verifierVersion} from "../../loaders/store/verifier-version.js";
import {createVerifier} from "../../loaders/verification/create-verifier.js";
import {readingTable} from "../../loaders/tables/reading/reading.js";
import {annotationTable} from "../../loaders/tables/report/annotations.js";
import {problemCounts} from "../../loaders/tables/arrow/problem-counts.js";
import {withPartialCounts} from "../../loaders/tables/partial/with-partial-counts.js";
import {policyReadings} from "../../src/findings/hard-cases/case-reading.js";
import {agreements, agreementText, readingLine} from "../../src/findings/hard-cases/reading-text.js";
import {whole} from "../../src/findings/shared/format.js";
import {shownPath} from "../../loaders/workspace/workspace.js";
import {interruptSignal} from "../shared/interrupt.js";
import {positiveInteger} from "../shared/option-values.js";
import {showProgress} from "../shared/progress.js";
import {runScript} from "../shared/run-script.js";
import {say} from "../shared/say.js";
import {annotationsOf, locked, type StepOptions} from "../shared/steps.js";
import {
  needRun,
  openStudy,
  studyCommand,
  studyOptions,
  withAllowCode,
  type StudyOptions
} from "../shared/study-command.js";

interface JudgeOptions {
  judgeUrl?: string;
  judgeModel?: string;
  api?: string;
  prompt?: string;
  benchmark?: string;
  policy?: string;
  maxTokens?: number;
  inFlight?: number;
  keyEnv?: string;
  allowCode?: boolean;
  dryRun?: boolean;
}

/** Where neither the study nor an option says it. */
const usual = {api: "chat", maxTokens: 1024, inFlight: 16} as const;

type AskedJudge = ChainJudge & Required<Pick<ChainJudge, keyof typeof usual>>;

await runScript(async () => {
  const parser = studyCommand("judge")
    .option("--judge-url <url>", "address of a server of OpenAI's protocol")
    .option("--judge-model <name>", "name of the judge at the server")
    .option("--api <api>", `chat or completions (default: ${usual.api})`)
    .option("--prompt <file>", "text to ask, with {problem}, {answer} and {completion}; --dry-run shows ours")
    .option("--benchmark <id>", "of this benchmark alone")
    .option("--policy <id>", "of this policy alone")
    .option("--max-tokens <n>", `most tokens of an answer (default: ${usual.maxTokens})`, positiveInteger)
    .option("--in-flight <n>", `most requests under way (default: ${usual.inFlight})`, positiveInteger)
    .option("--key-env <name>", "environment variable that holds the key (default: OPENAI_API_KEY)")
    .option("--dry-run", "say what would be asked and how much that is, and ask nothing")
    .addHelpText(
      "after",
      "\nA study says all of this under its key judge (url, model, api, prompt, verifier, max_tokens,\nmax_in_flight, key_env); options win. See docs/judging-chains.md."
    );
  const options = studyOptions<JudgeOptions>(withAllowCode(parser));
  needRun(options);
  const {study, run, allowCode} = openStudy(options);
  const asked = askedJudge(study.judge, options);
  const prompt = asked.prompt === undefined ? judgePrompt : readTextFile(asked.prompt);
  if (asked.prompt !== undefined) checkPrompt(prompt, shownPath(asked.prompt));
  const step: StepOptions = {study, run, allowCode, signal: interruptSignal()};
  const cells = await unjudgedTexts(study, run, options);
  sayPrice(cells, prompt, asked.maxTokens);
  if (options.dryRun === true) console.log(`\n${prompt}`);
  else {
    if (cells.some(({texts}) => texts.length > 0)) await judge(step, asked, cells, prompt);
    await sayReadings(options);
  }
});

/** Says how far the marks in the folder of annotations agree among themselves, and with the judge's, and what they show of each policy. */
async function sayReadings({workspace, study, runs, n}: StudyOptions): Promise<void> {
  const environment = {
    ...{BOUNDARY_STUDY: study, BOUNDARY_RUNS: runs, BOUNDARY_ANNOTATIONS: annotationsOf(workspace)},
    ...(n === undefined ? {} : {BOUNDARY_N: String(n)})
  };
  const {chains, unmatched} = await annotationTable(environment);
  if (unmatched > 0) say(`judge: ${whole(unmatched)} marks of readers are of no completion of the run`);
  if (chains.length === 0) return;
  const table = await readingTable(environment);
  for (const one of agreements(table, chains)) say(`judge: ${agreementText(one)}`);
  const counts = await withPartialCounts(environment, (database, input) => problemCounts(database, input));
  for (const cell of table.policies) {
    const {benchmark, policy} = cell;
    const readings = policyReadings(table, benchmark, policy, chains);
    const own = counts.filter((row) => row.benchmark === benchmark && row.policy === policy && row.n > 0);
    if (readings !== null) say(`judge: ${readingLine(cell, own, readings)}`);
  }
}

/** The judge that the options name, and where they do not, the study. Throws a UserError for an API that is none. */
function askedJudge(ofStudy: ChainJudge | null, options: JudgeOptions): AskedJudge {
  const {judgeUrl: url, judgeModel: model, api, prompt, maxTokens, inFlight, keyEnv} = options;
  if (api !== undefined && api !== "chat" && api !== "completions")
    throw new UserError(`--api ${api}: give chat or completions`);
  const given = Object.entries({url, model, api, prompt, maxTokens, inFlight, keyEnv}).filter(
    ([, value]) => value !== undefined
  );
  return {...usual, ...ofStudy, ...(Object.fromEntries(given) as ChainJudge)};
}

function sayPrice(cells: readonly UnjudgedCell[], prompt: string, maxTokens: number): void {
  const texts = cells.flatMap((cell) => cell.texts);
  const judged = cells.reduce((sum, cell) => sum + cell.judged, 0);
  const characters = texts.reduce((sum, text) => sum + questionOf(prompt, text).length, 0);
  if (cells.length === 0)
    say("judge: no benchmark of the study has correct completions that a reader could add something to");
  else if (texts.length === 0) say(`judge: nothing is missing, ${whole(judged)} texts are read`);
  else
    say(
      `judge: ${whole(texts.length)} texts to read, ${whole(judged)} are read: about ${whole(Math.round(characters / CHARACTERS_A_TOKEN))} tokens of questions, ` +
        `at most ${whole(texts.length * maxTokens)} of answers; question ${promptHash(prompt).slice(0, 12)}`
    );
}

async function judge(
  step: StepOptions,
  asked: AskedJudge,
  cells: readonly UnjudgedCell[],
  prompt: string
): Promise<void> {
  const {url, model: name, api, maxTokens, inFlight, keyEnv} = asked;
  if (url === undefined || name === undefined)
    throw new UserError(
      "judge needs --judge-url URL and --judge-model NAME, or judge: {url: …, model: …} in the study, or --dry-run"
    );
  const {run, signal} = step;
  const reader = await answerReader(step, asked.verifier);
  const sampled = {temperature: 0, maxTokens};
  const server = {url, model: name, api, inFlight, keyEnv, retries: 4, patience: 120, say, ...sampled};
  const {model, source} = await openJudge(server);
  signal.addEventListener("abort", () => model.served?.cancel());
  try {
    const {marks, unmarked, failed} = await locked(step, "judge", async () => {
      await recordJudge(run, {source, prompt, verifier: reader.verifier, ...sampled});
      return judgeChains({
        ...{run, cells, model, prompt, reader, signal},
        onStart: ({benchmark, policy}) => showProgress(`judge   ${policy} on ${benchmark}`, "texts")
      });
    });
    const message = failed > 0 ? ` (${model.served?.attempts.lastMessage ?? ""}); run again for them` : "";
    say(
      `judge: ${whole(marks)} marks, ${whole(unmarked)} answers without one, ${whole(failed)} requests failed${message}`
    );
    if (failed > 0 && marks + unmarked === 0) process.exitCode = 1;
  } finally {
    await model.close?.();
    await reader.close();
  }
}

async function answerReader(
  {study, run, allowCode}: StepOptions,
  id: string | undefined
): Promise<AnswerReader> {
  if (id === undefined) return wordReader;
  const versionOf = (name: string, sha256: string): number => verifierVersion(run, name, sha256);
  return verifierReader(await createVerifier(id, {own: study.ownVerifiers, allowCode, versionOf}));
}
