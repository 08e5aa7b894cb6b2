import {setTimeout as delay} from "node:timers/promises";

export interface TickerOptions {
  /** Milliseconds from the start of one piece of work to that of the next, at least. */
  interval: number;
  /** Share of the time that the work may take. */
  share: number;
  signal: AbortSignal;
}

/** Does a piece of work again and again beside something else, never twice at a time. */
export class Ticker {
  private readonly work: () => Promise<void>;
  private readonly stopped = new AbortController();
  private readonly broken = new AbortController();
  private running: Promise<void> | null = null;
  private failure: {error: unknown} | null = null;

  constructor(work: () => Promise<void>) {
    this.work = work;
  }

  /** Begins with the first piece at once, and resolves when that is over; what it failed with is for `check` and `stop` to throw. */
  async start({interval, share, signal}: TickerOptions): Promise<void> {
    let firstIsOver = (): void => undefined;
    const first = new Promise<void>((resolve) => (firstIsOver = resolve));
    const isOver = (): boolean => signal.aborted || this.stopped.signal.aborted;
    const pause = AbortSignal.any([signal, this.stopped.signal]);
    const go = async (): Promise<void> => {
      while (!isOver()) {
        const begun = performance.now();
        await this.work();
        firstIsOver();
        const taken = performance.now() - begun;
        const wait = Math.max(interval, taken / share) - taken;
        await delay(Math.max(0, wait), undefined, {signal: pause}).catch(() => undefined);
      }
    };
    this.running = go()
      .catch((error: unknown) => {
        this.failure = {error};
        this.broken.abort();
      })
      .finally(firstIsOver);
    await first;
  }

  /** Throws what a piece has failed with so far. */
  check(): void {
    if (this.failure !== null) throw this.failure.error;
  }

  /** Aborted once a piece has failed. */
  get failed(): AbortSignal {
    return this.broken.signal;
  }

  /** Waits for the piece under way, and does no other. Throws what a piece failed with. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
    const {failure} = this;
    this.failure = null;
    if (failure !== null) throw failure.error;
  }
}
