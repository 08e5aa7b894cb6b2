import type {SamplingSettings} from "../engine.js";
import type {Architecture} from "./architecture.js";
import {Generator} from "./generator.js";
import {readModelFolder, type MicroModel} from "./model-folder.js";
import {packTokens, unpackJobs, type PackedJobs, type PackedTokens} from "./messages/packed-tasks.js";
import {PowerGenerator, type PowerSettings, type PowerTokens} from "./power/power-generator.js";
import {sampledScores} from "../sampled-logprobs.js";
import {Scorer, type JobScores, type ScoringJob} from "./scorer.js";
import {Tokenizer} from "./tokenizer.js";

/** The model of a task. */
export interface ModelReference {
  folder: string;
  /** Its identity: a folder whose content has changed is read again. */
  source: string;
}

/** Completions to draw. */
export interface GenerateTask {
  model: ModelReference;
  jobs: PackedJobs;
  settings: SamplingSettings;
}

/** Completions to draw from a power of the distribution. */
export interface PowerTask {
  model: ModelReference;
  jobs: PackedJobs;
  settings: PowerSettings;
}

/** Completions to score. */
export interface ScoreTask {
  model: ModelReference;
  jobs: ScoringJob[];
  /** How many of the likeliest tokens are told at each place. */
  tops: number;
  /** Where the sampler's own log-probabilities are asked for: how it samples. `tops` is then that of the whole vocabulary. */
  sampling?: SamplingSettings;
}

let current: MicroModel | undefined;
// Weights are inputs of the graphs, so that models of one architecture share a session.
const generators = new Map<string, Promise<Generator>>();
const powerGenerators = new Map<string, Promise<PowerGenerator>>();
const scorers = new Map<string, Promise<Scorer>>();

function loadModel({folder, source}: ModelReference): MicroModel {
  if (current?.source !== source) current = readModelFolder(folder);
  return current;
}

/** Piscina task: draws completions with this thread's own session. */
export async function generate({model, jobs, settings}: GenerateTask): Promise<PackedTokens> {
  const {architecture, words, parameters} = loadModel(model);
  const tokenizer = new Tokenizer(words);
  const create = () => Generator.create(architecture, tokenizer);
  const generator = await known(generators, [architecture, tokenizer.end], create);
  return packTokens(await generator.generate(parameters, unpackJobs(jobs), settings));
}

/** Piscina task: draws completions from a power of the distribution with this thread's own session. */
export async function generatePower({model, jobs, settings}: PowerTask): Promise<(PowerTokens | null)[]> {
  const {architecture, words, parameters} = loadModel(model);
  const tokenizer = new Tokenizer(words);
  const create = () => PowerGenerator.create(architecture, tokenizer);
  const generator = await known(powerGenerators, [architecture, tokenizer.end], create);
  return generator.generate(parameters, unpackJobs(jobs), settings);
}

/** Piscina task: scores completions with this thread's own session. */
export async function score({model, jobs, tops, sampling}: ScoreTask): Promise<JobScores[]> {
  const {architecture, parameters} = loadModel(model);
  const scorer = await known(scorers, [architecture, tops], () => Scorer.create(architecture, tops));
  const scores = await scorer.score(parameters, jobs);
  if (sampling === undefined) return scores;
  return scores.map(({ranked, ...rest}, i) => ({
    ...rest,
    ...sampledScores(ranked!, jobs[i]!.completion, sampling)
  }));
}

function known<T>(
  sessions: Map<string, Promise<T>>,
  built: readonly [Architecture, number?],
  create: () => Promise<T>
): Promise<T> {
  const key = JSON.stringify(built);
  const session = sessions.get(key) ?? create();
  sessions.set(key, session);
  return session;
}
