import {workerData} from "piscina";
import type {SamplingSettings} from "../engine.js";
import {Generator, type GeneratedTokens, type GenerationJob} from "./generator.js";
import {readModelFolder, type MicroModel} from "./model-folder.js";
import {Scorer, type ScoringJob, type TokenScores} from "./scorer.js";
import {Tokenizer} from "./tokenizer.js";

let model: MicroModel | undefined;
let generator: Promise<Generator> | undefined;
let scorer: Promise<Scorer> | undefined;

// At the first task, not at load: then a failure rejects the task, where otherwise it would end the process.
function loadModel(): MicroModel {
  return (model ??= readModelFolder(workerData as string));
}

/** Piscina task: draws completions with this thread's own session. */
export async function generate({
  jobs,
  settings
}: {
  jobs: GenerationJob[];
  settings: SamplingSettings;
}): Promise<GeneratedTokens[]> {
  const {architecture, words, parameters} = loadModel();
  generator ??= Generator.create(architecture, new Tokenizer(words));
  return (await generator).generate(parameters, jobs, settings);
}

/** Piscina task: scores completions with this thread's own session. */
export async function score(jobs: ScoringJob[]): Promise<TokenScores[]> {
  const {architecture, parameters} = loadModel();
  scorer ??= Scorer.create(architecture);
  return (await scorer).score(parameters, jobs);
}
