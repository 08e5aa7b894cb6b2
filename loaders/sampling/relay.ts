/**
 * Pieces of work one after the other, each of which may hand over to the next before it is over: no more than two are under way.
 */
export class Relay {
  /** The piece that has handed over, and may not be over yet. */
  private last: Promise<void> = Promise.resolve();

  /**
   * Begins a piece, and resolves once it calls `handOver`, or is over without. Rejects with what it failed with by then, or with what the
   * piece before failed with.
   */
  async run(work: (handOver: () => void) => Promise<void>): Promise<void> {
    let handOver = (): void => undefined;
    const handedOver = new Promise<void>((resolve) => (handOver = resolve));
    const before = this.last;
    const all = work(handOver);
    this.last = Promise.all([before, all]).then(() => undefined);
    // Told by `run` and `end`, also where neither is waiting at the moment that it fails.
    this.last.catch(() => undefined);
    await Promise.race([handedOver, all]);
    await before;
  }

  /** Waits for what is under way; rejects with what it failed with. */
  end(): Promise<void> {
    return this.last;
  }
}
