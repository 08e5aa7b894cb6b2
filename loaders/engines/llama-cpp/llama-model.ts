import {statSync} from "node:fs";
import {availableParallelism} from "node:os";
import pLimit from "p-limit";
import {fileError} from "../../schema/system-error.js";
import {UserError} from "../../schema/user-error.js";
import type {PolicyModel, PromptRoom} from "../engine-definition.js";
import type {LoadedModel, ScoringRequest} from "../engine.js";
import {CompletionScorer, scoredTokens, type ScoringDetail} from "./completion-scorer.js";
import {CompletionWriter} from "./completion-writer.js";
import {startLlama, type LlamaModel} from "./llama-package.js";
import {PromptContext, promptTokens} from "./prompt-context.js";

export interface LlamaSettings {
  /** A GGUF file. */
  model: string;
  /** Completions drawn at once, each by one thread. */
  threads?: number;
  /** Tokens of a prompt and its completion together. */
  context?: number;
}

/** Tokens of a context where the policy says nothing: each thread holds memory for all of them. */
const usualContext = 4096;

interface OpenModel {
  model: LlamaModel;
  /** Tokens that the model was trained for. */
  trained: number;
  context: number;
  close: () => Promise<void>;
}

/** A context with what writes and what scores in it. */
interface Desk {
  writer: CompletionWriter;
  scorer: CompletionScorer;
}

/**
 * Loads a model for sampling and for scoring given texts. Each completion is evaluated token by token, by one thread, in a context
 * that it has to itself: in a batch its numbers would depend on the others.
 */
export async function loadLlamaModel(policy: PolicyModel<LlamaSettings>): Promise<LoadedModel> {
  const {model, context, close} = await openModel(policy, false);
  const threads = policy.settings.threads ?? availableParallelism();
  const idle: Desk[] = [];
  try {
    for (let made = 0; made < threads; made++) {
      const options = {contextSize: context, sequences: 1, threads: 1, flashAttention: false};
      const held = new PromptContext((await model.createContext(options)).getSequence());
      idle.push({
        writer: new CompletionWriter(model, held, policy.sampling),
        scorer: new CompletionScorer(model, held, context)
      });
    }
  } catch (error) {
    await close();
    const advice = `${threads} contexts of ${context} tokens: set fewer threads or a smaller context`;
    throw new UserError(`${policy.where(["model"])}: no room for ${advice} (${(error as Error).message})`);
  }
  const limit = pLimit(threads);
  const atDesk = <Result>(work: (desk: Desk) => Promise<Result>): Promise<Result> =>
    limit(async () => {
      const desk = idle.pop()!;
      try {
        return await work(desk);
      } finally {
        idle.push(desk);
      }
    });
  const score = (requests: readonly ScoringRequest[], detail: ScoringDetail) =>
    Promise.all(requests.map((request) => atDesk(({scorer}) => scorer.score(request, detail))));
  return {
    batchSize: 8,
    concurrency: threads,
    generate: (requests) =>
      Promise.all(requests.map((request) => atDesk(({writer}) => writer.write(request)))),
    score: (requests, tops = 0) => score(requests, {tops}),
    scoreSampled: (requests) => score(requests, {sampling: policy.sampling}),
    tokens: (request) => readableTokens(model, request),
    close
  };
}

function readableTokens(model: LlamaModel, request: ScoringRequest): string[] {
  const tokens = scoredTokens(model, request);
  if (tokens !== null) return tokens;
  throw new UserError("the model has no tokens that write this completion after its prompt");
}

/** The context of a policy's model, and what the prompts take of it. Throws a UserError where a larger context would do. */
export async function llamaRoom(
  policy: PolicyModel<LlamaSettings>,
  prompts: readonly string[]
): Promise<PromptRoom> {
  const {model, trained, context, close} = await openModel(policy, true);
  try {
    const taken = prompts.map((prompt) => promptTokens(model, prompt).length);
    const needed = Math.max(0, ...taken) + policy.sampling.maxTokens;
    if (policy.settings.context === undefined && needed > context && needed <= trained)
      throw new UserError(
        `${policy.where([])}: the longest prompt and max_tokens take ${needed} tokens, the context of ${policy.policy} is ${context}: add context: ${needed} to the policy`
      );
    return {context, taken};
  } finally {
    await close();
  }
}

async function openModel(policy: PolicyModel<LlamaSettings>, vocabOnly: boolean): Promise<OpenModel> {
  const {settings, resolve, where} = policy;
  const modelPath = resolve(settings.model);
  checkFile(modelPath, where(["model"]));
  const llama = await startLlama(resolve("."), where(["engine"]));
  const close = () => llama.dispose();
  try {
    const model = await llama.loadModel({modelPath, vocabOnly, gpuLayers: 0});
    const trained = model.fileInfo.architectureMetadata.context_length ?? usualContext;
    const context = settings.context ?? Math.min(trained, usualContext);
    if (context <= trained) return {model, trained, context, close};
    throw new UserError(
      `${where(["context"])}: context ${context} is more than the ${trained} tokens of ${modelPath}`
    );
  } catch (error) {
    await close();
    if (error instanceof UserError) throw error;
    throw new UserError(`${modelPath}: llama.cpp cannot load it: ${(error as Error).message}`, {
      cause: error
    });
  }
}

function checkFile(path: string, where: string): void {
  try {
    if (statSync(path).isFile()) return;
  } catch (error) {
    throw fileError(`${where}: ${path}`, error);
  }
  throw new UserError(`${where}: ${path} is no file: give the path of a .gguf file`);
}
