import {existsSync} from "node:fs";
import {resolve} from "node:path";
import type {EntropyEstimate} from "../../loaders/entropy-matching/entropy-estimate.js";
import {matchEntropy, recordFile} from "../../loaders/entropy-matching/match-entropy.js";
import {isServedName} from "../../loaders/engines/served-name.js";
import type {PromptTemplate} from "../../loaders/prompts/prompt-template.js";
import {givenPromptName, readPrompt} from "../../loaders/prompts/read-prompt.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {withLock} from "../../loaders/store/folder-lock.js";
import {positiveInteger, positiveNumber} from "../shared/option-values.js";
import {runScript} from "../shared/run-script.js";
import {toolCommand, writablePath} from "../shared/tool-command.js";

interface MatchEntropyCommandOptions {
  model: string;
  reference: string;
  benchmark: string;
  prompt?: string;
  out?: string;
  referenceTemperature: number;
  topP: number;
  maxTokens: number;
  completions: number;
  seed: number;
}

const outcomes = {
  always_below: "stays below the reference's at every temperature up to 10",
  always_above: "stays above the reference's at every temperature down to 0.05"
} as const;

await runScript(async () => {
  const {prompt, ...options} = toolCommand("match-entropy")
    .requiredOption(
      "--model <model>",
      `folder of the model whose temperature is sought (${recordFile} goes there), or http://HOST:PORT#MODEL`
    )
    .requiredOption("--reference <model>", "the same of the model whose entropy is to be matched")
    .requiredOption("--benchmark <file>", "validation problems; never a held-out set")
    .option("--prompt <prompt>", "name of a prompt template, or a YAML file, that both are asked in")
    .option("--out <file>", "where the record goes instead; needed for models at servers")
    .option("--reference-temperature <t>", "temperature of the reference", positiveNumber, 0.6)
    .option("--top-p <p>", "nucleus mass of both", positiveNumber, 0.95)
    .option(
      "--max-tokens <n>",
      "token limit of both; what the context leaves at the most",
      positiveInteger,
      24
    )
    .option("--completions <n>", "completions per problem at each temperature", positiveInteger, 32)
    .option("--seed <n>", "seed of the sampling noise, the same at each temperature", positiveInteger, 1)
    .parse()
    .opts<MatchEntropyCommandOptions>();
  const isServed = isServedName(options.model);
  if (!isServed && !existsSync(options.model))
    throw new UserError(`${options.model}: no such folder (--model)`);
  const shown = (estimate: EntropyEstimate) => shownEntropy(estimate, isServed);
  const match = () =>
    matchEntropy({
      ...options,
      say: console.error,
      prompt: prompt === undefined ? undefined : givenPrompt(prompt),
      onReference: (estimate) => {
        console.error(`reference at ${options.referenceTemperature}: ${shown(estimate)}`);
      },
      onProbe: ({temperature, ...estimate}) => {
        console.error(`temperature ${temperature}: ${shown(estimate)}`);
      }
    });
  const {outcome, nearest} = await locked(options, match);
  console.log(
    outcome === "matched"
      ? `matched at temperature ${nearest.temperature}: ${shown(nearest)}`
      : `no match: the entropy ${outcomes[outcome]}; nearest at ${nearest.temperature}: ${shown(nearest)}`
  );
});

/** A template by its name, or by a path relative to the current folder. */
function givenPrompt(prompt: string): PromptTemplate {
  return readPrompt({name: givenPromptName(prompt), file: resolve("studies/study.yaml"), where: "--prompt"});
}

/** Runs `match` while nobody else writes to the model's folder, if the record goes there. */
function locked<T>({model, out}: MatchEntropyCommandOptions, match: () => Promise<T>): Promise<T> {
  if (out !== undefined) {
    writablePath(out, "--out");
    return match();
  }
  if (isServedName(model)) return match();
  return withLock(writablePath(model, "--model"), "match-entropy", match);
}

function shownEntropy({entropy, standard_error}: EntropyEstimate, isBound: boolean): string {
  const what = isBound ? "entropy of at least" : "entropy";
  return `${what} ${entropy.toFixed(4)} ± ${standard_error.toFixed(4)} nats`;
}
