import pRetry from "p-retry";
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
  /** Ends the waiting. */
  signal: AbortSignal;
}

/**
 * Asks until there is an answer: again after half a second, then twice as long each time, at random between once and twice that.
 * Servers that cannot be reached or have too much to do use up no retry: they are waited for. Throws the last RequestFailure.
 */
export async function attempt<T>(ask: () => Promise<T>, options: AttemptOptions): Promise<Attempted<T>> {
  const {counts, retries, isHopeless, signal} = options;
  return pRetry(async (attempts) => ({answer: await ask(), attempts}), {
    retries,
    minTimeout: 500,
    maxTimeout: 15_000,
    randomize: true,
    signal,
    shouldConsumeRetry: ({error}) => !isWaitedFor(error),
    // What is no RequestFailure is a fault of ours.
    shouldRetry: ({error}) => error instanceof RequestFailure && error.isPassing && !isHopeless(),
    onFailedAttempt: ({error}) => {
      if (error instanceof RequestFailure) counts.fail(error);
    }
  });
}

function isWaitedFor(error: Error): boolean {
  return error instanceof RequestFailure && (error.reason === "refused" || error.reason === "overload");
}
