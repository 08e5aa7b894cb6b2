import {judgeChains, questionOf} from "../../loaders/chain-reading/judge-chains.js";
import {recordJudge} from "../../loaders/chain-reading/judge-identity.js";
import {openJudge} from "../../loaders/chain-reading/judge-model.js";
import {checkPrompt, judgePrompt, promptHash} from "../../loaders/chain-reading/judge-prompt.js";
import {unjudgedTexts, type UnjudgedCell} from "../../loaders/chain-reading/unjudged-texts.js";
import {CHARACTERS_A_TOKEN} from "../../loaders/sampling/characters-a-token.js";
import {readTextFile} from "../../loaders/schema/text-file.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {whole} from "../../src/findings/shared/format.js";
import {interruptSignal} from "../shared/interrupt.js";
import {positiveInteger} from "../shared/option-values.js";
import {showProgress} from "../shared/progress.js";
import {runScript} from "../shared/run-script.js";
import {say} from "../shared/say.js";
import {locked, type StepOptions} from "../shared/steps.js";
import {needRun, openStudy, studyCommand, studyOptions} from "../shared/study-command.js";

interface JudgeOptions {
  judgeUrl?: string;
  judgeModel?: string;
  api: string;
  prompt?: string;
  benchmark?: string;
  policy?: string;
  maxTokens: number;
  inFlight: number;
  keyEnv?: string;
  dryRun?: boolean;
}

await runScript(async () => {
  const options = studyOptions<JudgeOptions>(
    studyCommand("judge")
      .option("--judge-url <url>", "address of a server of OpenAI's protocol")
      .option("--judge-model <name>", "name of the judge at the server")
      .option("--api <api>", "chat or completions", "chat")
      .option(
        "--prompt <file>",
        "text to ask, with {problem}, {answer} and {completion}; --dry-run shows ours"
      )
      .option("--benchmark <id>", "of this benchmark alone")
      .option("--policy <id>", "of this policy alone")
      .option("--max-tokens <n>", "most tokens of an answer", positiveInteger, 1024)
      .option("--in-flight <n>", "most requests under way", positiveInteger, 16)
      .option("--key-env <name>", "environment variable that holds the key (default: OPENAI_API_KEY)")
      .option("--dry-run", "say what would be asked and how much that is, and ask nothing")
  );
  needRun(options);
  const {study, run} = openStudy(options);
  const prompt = options.prompt === undefined ? judgePrompt : readTextFile(options.prompt);
  if (options.prompt !== undefined) checkPrompt(prompt, options.prompt);
  const step: StepOptions = {study, run, signal: interruptSignal()};
  const cells = await unjudgedTexts(study, run, options);
  sayPrice(cells, prompt, options.maxTokens);
  if (options.dryRun === true) console.log(`\n${prompt}`);
  else if (cells.some(({texts}) => texts.length > 0)) await judge(step, options, cells, prompt);
});

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
  {judgeUrl: url, judgeModel: name, api, maxTokens, inFlight, keyEnv}: JudgeOptions,
  cells: readonly UnjudgedCell[],
  prompt: string
): Promise<void> {
  if (url === undefined || name === undefined)
    throw new UserError("judge needs --judge-url URL and --judge-model NAME, or --dry-run");
  if (api !== "chat" && api !== "completions") throw new UserError(`--api ${api}: give chat or completions`);
  const {run, signal} = step;
  const asked = {temperature: 0, maxTokens};
  const server = {url, model: name, api, inFlight, keyEnv, retries: 4, patience: 120, say, ...asked} as const;
  const {model, source} = await openJudge(server);
  signal.addEventListener("abort", () => model.served?.cancel());
  try {
    const {marks, wordless, failed} = await locked(step, "judge", async () => {
      await recordJudge(run, {source, prompt, ...asked});
      return judgeChains({
        ...{run, cells, model, prompt, signal},
        onStart: ({benchmark, policy}) => showProgress(`judge   ${policy} on ${benchmark}`, "texts")
      });
    });
    const message = failed > 0 ? ` (${model.served?.attempts.lastMessage ?? ""}); run again for them` : "";
    say(
      `judge: ${whole(marks)} marks, ${whole(wordless)} answers without one, ${whole(failed)} requests failed${message}`
    );
    if (failed > 0 && marks + wordless === 0) process.exitCode = 1;
  } finally {
    await model.close?.();
  }
}
