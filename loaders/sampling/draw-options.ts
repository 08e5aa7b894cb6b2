import type {Engine} from "../engines/engine.js";
import type {OnProgress} from "../schema/progress.js";
import type {Shard} from "../schema/sharding/shard.js";
import type {RunFolder} from "../store/run-folder.js";
import type {AskOptions} from "./asked-problem.js";

export interface DrawOptions extends AskOptions {
  run: RunFolder;
  benchmark: string;
  policy: string;
  studySeed: number;
  /** Completions per problem. */
  n: number;
  /** Ids of problems of which no more are drawn. */
  closed?: ReadonlySet<string> | undefined;
  /** The part of the problems whose completions are drawn, beside other processes; null or not given for all. */
  shard?: Shard | null | undefined;
  /** Loads the model; called only if completions are missing. */
  engine: () => Promise<Engine>;
  /** Identity of that model: stored completions of another one are refused. */
  source?: string | undefined;
  /** Completions per Parquet file: what a kill may lose. Where it is not given, an engine may draw several files' together. */
  chunkSize?: number | undefined;
  /** What servers answered is stored so often, in milliseconds: what a kill may lose of it. */
  storeMs?: number | undefined;
  onProgress?: OnProgress | undefined;
  /** Told once the model is not needed any more: what is left is to store what it drew. Not told where anything ends the work before. */
  onDrawn?: (() => void) | undefined;
  /** Told what was found out about the servers of a model. */
  onFound?: ((lines: readonly string[]) => void) | undefined;
  /** Stops after the batches under way and keeps what they drew. */
  signal?: AbortSignal | undefined;
}

export interface DrawResult {
  drawn: number;
  /** Requests that failed: no completions. The next run asks again. */
  failed: number;
}
