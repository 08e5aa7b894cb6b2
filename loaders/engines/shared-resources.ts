interface Closable {
  close(): Promise<void>;
}

/** What models loaded one after the other share, such as worker threads: made at the first need, closed at the end. */
export class SharedResources {
  private readonly made = new Map<(workers?: number) => Closable, Closable>();
  private readonly workers: number | undefined;

  /** `workers`: threads of an engine that has any; default: one a core. */
  constructor(workers?: number) {
    this.workers = workers;
  }

  /** What `create` makes, the same for every call with the same function. */
  get<T extends Closable>(create: (workers?: number) => T): T {
    let resource = this.made.get(create) as T | undefined;
    if (resource === undefined) {
      resource = create(this.workers);
      this.made.set(create, resource);
    }
    return resource;
  }

  async close(): Promise<void> {
    await Promise.all([...this.made.values()].map((resource) => resource.close()));
    this.made.clear();
  }
}
