import {existsSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {UserError} from "../../schema/user-error.js";
import {packageFolder} from "../../workspace/package-folder.js";

const packageName = "node-llama-cpp";

/** The version that this engine was tried with; another one of the same major version is taken too. */
const version = "3.22.1";

/** What one evaluation of a token gives; the package sorts, the likeliest first. */
interface EvaluatedToken {
  next: {logits: ReadonlyMap<number, number>};
}

/** A place of a text in a context, with what was evaluated there. */
export interface LlamaSequence {
  readonly nextTokenIndex: number;
  /** Keeping a part of what was evaluated needs more than dropping the rest. */
  readonly needsCheckpoints: boolean;
  clearHistory(): Promise<void>;
  eraseContextTokenRanges(ranges: {start: number; end: number}[]): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: number[]): Promise<void>;
  controlledEvaluate(
    input: [number, {generateNext: {logits: true}}][]
  ): Promise<(EvaluatedToken | undefined)[]>;
}

export interface LlamaModel {
  /** The file's own description, which is there without the weights. */
  readonly fileInfo: {architectureMetadata: {context_length?: number}};
  readonly tokens: {bos: number | null; eos: number | null; shouldPrependBosToken: boolean};
  tokenize(text: string, specialTokens: boolean, options?: "trimLeadingSpace"): number[];
  detokenize(tokens: readonly number[], specialTokens: boolean, lastTokens: readonly number[]): string;
  isEogToken(token: number): boolean;
  createContext(options: {
    contextSize: number;
    sequences: number;
    threads: number;
    flashAttention: boolean;
  }): Promise<{getSequence(): LlamaSequence}>;
  dispose(): Promise<void>;
}

/** The running library. */
export interface Llama {
  loadModel(options: {modelPath: string; vocabOnly: boolean; gpuLayers: number}): Promise<LlamaModel>;
  dispose(): Promise<void>;
}

/** The part of the package that is used here. */
interface LlamaPackage {
  getLlama(options: {
    gpu: false;
    build: "never";
    logLevel: "fatal";
    progressLogs: boolean;
    maxThreads: number;
  }): Promise<Llama>;
}

/**
 * Starts llama.cpp on the processor alone, from the package node-llama-cpp, which is no dependency: it is looked for as
 * modules of `folder` would find it, then as those of `others`: the current folder and the tool. Throws a UserError with the command that installs it.
 */
export async function startLlama(
  folder: string,
  where: string,
  others: readonly string[] = [process.cwd(), packageFolder]
): Promise<Llama> {
  const found = [folder, ...others].map(installedIn).find((path) => path !== null);
  const install = `npm install --no-save ${packageName}@${version}`;
  if (found === undefined)
    throw new UserError(
      `${where}: the engine llama-cpp needs the package ${packageName}: install it with: ${install} (in ${process.cwd()})`
    );
  const manifest = JSON.parse(readFileSync(join(found, "package.json"), "utf8")) as {
    version: string;
    main: string;
  };
  if (manifest.version.split(".")[0] !== version.split(".")[0])
    throw new UserError(
      `${found}: version ${manifest.version} is not the one that is known here: install it with: ${install}`
    );
  try {
    const library = (await import(pathToFileURL(join(found, manifest.main)).href)) as LlamaPackage;
    return await library.getLlama({
      gpu: false,
      build: "never",
      logLevel: "fatal",
      progressLogs: false,
      maxThreads: 0
    });
  } catch (error) {
    throw new UserError(`${found}: does not run here: ${(error as Error).message}`, {cause: error});
  }
}

/** The package's folder as a module in `folder` would find it; null for none. */
function installedIn(folder: string): string | null {
  const places = createRequire(join(folder, "module.js")).resolve.paths(packageName) ?? [];
  const found = places
    .map((place) => join(place, packageName))
    .find((path) => existsSync(join(path, "package.json")));
  return found ?? null;
}
