import {RequestFailure, type FailureReason} from "./failure.js";

/** Failed attempts by reason, and the completions that were given up. */
export class AttemptCounts {
  readonly failures = new Map<FailureReason, number>();
  /** Completions that were given up, by the reason of the last attempt. */
  readonly givenUp = new Map<FailureReason, number>();
  /** What the last failure said. */
  lastMessage = "";

  fail({reason, message}: RequestFailure): void {
    this.failures.set(reason, (this.failures.get(reason) ?? 0) + 1);
    this.lastMessage = message;
  }

  giveUp({reason}: RequestFailure, completions: number): void {
    this.givenUp.set(reason, (this.givenUp.get(reason) ?? 0) + completions);
  }
}

/** What a request gave, and how many attempts that took. */
interface Attempted<T> {
  answer: T;
  attempts: number;
}

export interface AttemptOptions {
  counts: AttemptCounts;
  /** How often a request that a server took and did not answer well is asked again. */
  retries: number;
  /** Whether there is no point in asking again: no server has answered for long. */
  isHopeless: () => boolean;
  /** Waits some milliseconds; throws where the user stops. */
  sleep: (ms: number) => Promise<void>;
}

/** Milliseconds before the first repetition, and the most before any. */
const firstPauseMs = 500;
const mostPauseMs = 15_000;

/**
 * Asks until there is an answer: again after half a second, then twice as long each time, at random between once and twice that.
 * Servers that cannot be reached or have too much to do use up no retry: they are waited for. Throws the last RequestFailure.
 */
export async function attempt<T>(ask: () => Promise<T>, options: AttemptOptions): Promise<Attempted<T>> {
  const {counts, retries, isHopeless, sleep} = options;
  let left = retries;
  for (let attempts = 1; ; attempts++) {
    try {
      return {answer: await ask(), attempts};
    } catch (error) {
      // What is no RequestFailure is a fault of ours.
      if (!(error instanceof RequestFailure)) throw error;
      counts.fail(error);
      const isWaited = isWaitedFor(error);
      if (!error.isPassing || isHopeless() || (!isWaited && left === 0)) throw error;
      const ms = Math.min(mostPauseMs, firstPauseMs * 2 ** (retries - left) * (1 + Math.random()));
      if (!isWaited) left -= 1;
      await sleep(ms);
    }
  }
}

function isWaitedFor({reason}: RequestFailure): boolean {
  return reason === "refused" || reason === "overload";
}
