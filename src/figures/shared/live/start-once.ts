/** Something that starts with the first call and then stays; a failed start is tried anew at the next. */
export class StartOnce<T> {
  private readonly start: () => Promise<T>;
  private started: Promise<T> | undefined;

  constructor(start: () => Promise<T>) {
    this.start = start;
  }

  /** Whether it has started, or is about to. */
  get isStarted(): boolean {
    return this.started !== undefined;
  }

  get(): Promise<T> {
    this.started ??= this.start().catch((error: unknown) => {
      this.started = undefined;
      throw error;
    });
    return this.started;
  }
}
