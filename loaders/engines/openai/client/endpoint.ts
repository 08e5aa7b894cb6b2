import {AdaptiveLimit} from "./adaptive-limit.js";
import type {Exchange} from "./exchange.js";
import {RequestFailure} from "./failure.js";

/** How long an endpoint that cannot be reached, or has too much to do, is left alone, at first and at most. */
const firstPauseMs = 200;
const mostPauseMs = 10_000;

/** One server: how many requests it is given, and whether it can be reached. */
export class Endpoint {
  readonly url: string;
  readonly limit: AdaptiveLimit;
  private readonly exchange: Exchange;
  private pauseMs = 0;
  /** Until when it is left alone; milliseconds of `performance.now`. */
  private pausedUntil = 0;

  constructor(url: string, exchange: Exchange, most: number) {
    this.url = url;
    this.exchange = exchange;
    this.limit = new AdaptiveLimit({most});
  }

  /** Milliseconds until it may be asked again; 0 for now. */
  get pauseLeft(): number {
    return Math.max(0, this.pausedUntil - performance.now());
  }

  /** Posts in its turn and parses the answer; `work` tells the limit how much an answer was. Throws a RequestFailure. */
  async ask<T>(path: string, body: string, {deadlineMs, parse, work}: AskOptions<T>): Promise<T> {
    await this.limit.acquire();
    let done: number | null = null;
    try {
      const answer = await this.exchange.post(this.url + path, body, deadlineMs, parse);
      done = work(answer);
      this.pauseMs = 0;
      return answer;
    } catch (error) {
      if (error instanceof RequestFailure) this.heed(error);
      throw error;
    } finally {
      this.limit.release(done);
    }
  }

  private heed({reason, retryAfter}: RequestFailure): void {
    if (reason === "overload" || reason === "timeout") this.limit.overloaded();
    if (retryAfter !== null) this.pause(retryAfter);
    // Requests that were under way together fail together: they are one sign, not many.
    else if ((reason === "refused" || reason === "overload") && this.pauseLeft === 0) {
      this.pauseMs = Math.min(mostPauseMs, Math.max(firstPauseMs, this.pauseMs * 2));
      this.pause(this.pauseMs);
    }
  }

  private pause(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, performance.now() + ms);
  }
}

export interface AskOptions<T> {
  deadlineMs: number;
  /** Makes an answer of the body, or throws a RequestFailure. */
  parse: (body: Buffer) => T;
  /** Tokens or completions in an answer. */
  work: (answer: T) => number;
}
