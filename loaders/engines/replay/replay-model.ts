import type {CompletionKey} from "../../schema/completion.js";
import {UserError} from "../../schema/user-error.js";
import type {Generation, GenerationRequest, LoadedModel} from "../engine.js";
import {storedCompletions, type StoredCompletion} from "./stored-completion.js";

export interface ReplayOptions {
  files: readonly string[];
  /** Whose completions are replayed, where files hold several policies'. */
  policy: string;
  /** Where the study names the files. */
  where: string;
}

/** Answers each request with the completion that is stored under its key; null where there is none. */
export class ReplayModel implements LoadedModel {
  readonly batchSize = 4096;
  private readonly known: ReadonlyMap<string, StoredCompletion>;

  private constructor(known: ReadonlyMap<string, StoredCompletion>) {
    this.known = known;
  }

  /** Reads the files. Throws a UserError for a key that stands twice, and for files without a completion of the policy. */
  static async read({files, policy, where: place}: ReplayOptions): Promise<ReplayModel> {
    const known = new Map<string, StoredCompletion>();
    const places = new Map<string, string>();
    const others = new Set<string>();
    for (const file of files) {
      for await (const {where, stored} of storedCompletions(file)) {
        if (stored.policy !== undefined && stored.policy !== policy) {
          others.add(stored.policy);
          continue;
        }
        const key = storedKey(stored.benchmark, stored.problem_id, stored.sample_index);
        const earlier = places.get(key);
        if (earlier !== undefined) {
          const which = `sample_index ${stored.sample_index} of the problem ${stored.problem_id}`;
          throw new UserError(`${where}: ${which} stands twice: also at ${earlier}; keep one of them`);
        }
        known.set(key, stored);
        places.set(key, where);
      }
    }
    if (known.size > 0) return new ReplayModel(known);
    const found =
      others.size === 0 ? "no completions" : `completions of ${[...others].sort().join(", ")} only`;
    throw new UserError(
      `${files.join(", ")}: ${found}, none of ${policy}; name the one to replay with policy: … (${place})`
    );
  }

  generate(requests: readonly GenerationRequest[]): Promise<(Generation | null)[]> {
    return Promise.resolve(requests.map(({key}) => (key === undefined ? null : this.find(key))));
  }

  private find({benchmark, problemId, sampleIndex}: CompletionKey): Generation | null {
    const stored =
      this.known.get(storedKey(benchmark, problemId, sampleIndex)) ??
      this.known.get(storedKey(undefined, problemId, sampleIndex));
    if (stored === undefined) return null;
    return {
      completion: stored.completion,
      completionTokens: stored.completion_tokens ?? null,
      finishReason: stored.finish_reason ?? null,
      sumLogprob: stored.sum_logprob ?? null,
      meanEntropy: stored.mean_entropy ?? null,
      seed: stored.seed ?? null
    };
  }
}

function storedKey(benchmark: string | undefined, problemId: string, sampleIndex: number): string {
  return `${benchmark ?? ""}\0${problemId}\0${sampleIndex}`;
}
