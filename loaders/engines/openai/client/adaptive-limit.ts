/** Requests under way before anything is known of a server. */
const START = 16;

/** A window is at least so long: throughput over less is noise. */
const WINDOW_MS = 1000;

/** The same while the limit doubles: there a window brings twice the throughput, or it is the last. */
const DOUBLING_WINDOW_MS = 250;

export interface AdaptiveLimitOptions {
  /** Never more under way. */
  most: number;
  /** Milliseconds, monotonic; the tests' own. */
  now?: () => number;
}

/**
 * How many requests may be under way at one server: twice as many while throughput rises with them, half as many more after the first
 * time that it did not, half after an overload. What waits is served in order, in constant time each.
 */
export class AdaptiveLimit {
  private allowed: number;
  private readonly most: number;
  private readonly now: () => number;
  private running = 0;
  private waiting: (() => void)[] = [];
  /** Place of the first in `waiting` that still waits. */
  private head = 0;
  private windowStart: number;
  private finished = 0;
  private work = 0;
  private wasFull = false;
  /** Throughput at the limit `steady`. */
  private best = 0;
  private steady: number;
  /** Windows since the limit changed. */
  private heldWindows = 0;
  private lastCut = -Infinity;
  /** Whether more under way has always brought more. */
  private isDoubling = true;

  constructor({most, now = () => performance.now()}: AdaptiveLimitOptions) {
    this.most = most;
    this.now = now;
    this.allowed = Math.min(START, most);
    this.steady = this.allowed;
    this.windowStart = now();
  }

  get limit(): number {
    return this.allowed;
  }

  get underWay(): number {
    return this.running;
  }

  /** Requests under way and waiting, as a share of the limit. */
  get load(): number {
    return (this.running + this.waiting.length - this.head) / this.allowed;
  }

  /** Waits for a place; `release` gives it back. */
  async acquire(): Promise<void> {
    if (this.running < this.allowed) {
      this.running += 1;
      return;
    }
    this.wasFull = true;
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Gives a place back. `work`: what was done, in tokens or completions, always the same unit; null for a failure. */
  release(work: number | null): void {
    this.running -= 1;
    if (work !== null) {
      this.finished += 1;
      this.work += work;
      this.adapt();
    }
    this.admit();
  }

  /** The server said that it has too much to do: half, at most once a window. */
  overloaded(): void {
    const now = this.now();
    if (now - this.lastCut < WINDOW_MS) return;
    this.lastCut = now;
    this.isDoubling = false;
    this.change(Math.max(1, Math.floor(this.allowed / 2)));
    this.steady = this.allowed;
    this.begin(now);
  }

  private adapt(): void {
    const now = this.now();
    const seconds = (now - this.windowStart) / 1000;
    if (seconds * 1000 < (this.isDoubling ? DOUBLING_WINDOW_MS : WINDOW_MS) || this.finished < this.allowed)
      return;
    const throughput = this.work / seconds;
    this.heldWindows += 1;
    if (throughput > this.best * 1.05) {
      this.best = throughput;
      this.steady = this.allowed;
      this.raise();
    } else if (this.allowed > this.steady) {
      // More under way brought nothing.
      this.isDoubling = false;
      if (this.heldWindows >= 2) this.change(this.steady);
    } else if (this.heldWindows >= 10) {
      // Loads change: what was measured long ago is measured anew.
      this.best = throughput;
      this.raise();
    }
    this.begin(now);
  }

  private raise(): void {
    const factor = this.isDoubling ? 2 : 1.5;
    if (this.wasFull) this.change(Math.min(this.most, Math.ceil(this.allowed * factor)));
  }

  private change(limit: number): void {
    this.allowed = limit;
    this.heldWindows = 0;
  }

  private begin(now: number): void {
    this.windowStart = now;
    this.finished = 0;
    this.work = 0;
    this.wasFull = false;
  }

  private admit(): void {
    while (this.running < this.allowed && this.head < this.waiting.length) {
      this.running += 1;
      this.waiting[this.head]!();
      this.head += 1;
    }
    // Cutting the front off seldom keeps the cost of a queue linear.
    if (this.head > 1024 && this.head * 2 > this.waiting.length) {
      this.waiting = this.waiting.slice(this.head);
      this.head = 0;
    }
  }
}
