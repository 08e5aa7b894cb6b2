import type {Engine, SamplingSettings} from "../engines/engine.js";

interface Entry {
  engine: Promise<Engine>;
  /** Callers that use it now. */
  uses: number;
  isDropped: boolean;
}

/** Engines of one model by sampling settings, loaded at the first need; the ones used longest ago are closed. */
export class ModelEngines {
  private readonly entries = new Map<string, Entry>();
  private readonly load: (settings: SamplingSettings) => Promise<Engine>;
  private readonly most: number;

  constructor(load: (settings: SamplingSettings) => Promise<Engine>, most = 16) {
    this.load = load;
    this.most = most;
  }

  /** What `work` makes of the engine with these settings, which stays open until then. */
  async use<T>(settings: SamplingSettings, work: (engine: Engine) => Promise<T>): Promise<T> {
    const entry = this.entry(settings);
    entry.uses++;
    try {
      return await work(await entry.engine);
    } finally {
      entry.uses--;
      if (entry.isDropped && entry.uses === 0) await closeEngine(entry);
    }
  }

  /** Closes every engine, those in use after that. */
  async clear(): Promise<void> {
    const entries = [...this.entries.values()];
    this.entries.clear();
    await Promise.all(entries.map(drop));
  }

  private entry(settings: SamplingSettings): Entry {
    const {temperature, topP, maxTokens} = settings;
    const key = [temperature, topP, maxTokens].join();
    const known = this.entries.get(key);
    this.entries.delete(key);
    const entry = known ?? {engine: this.load(settings), uses: 0, isDropped: false};
    this.entries.set(key, entry);
    if (known === undefined) {
      entry.engine.catch(() => {
        if (this.entries.get(key) === entry) this.entries.delete(key);
      });
    }
    const [[oldest, least]] = this.entries as unknown as [[string, Entry]];
    if (this.entries.size > this.most) {
      this.entries.delete(oldest);
      void drop(least);
    }
    return entry;
  }
}

async function drop(entry: Entry): Promise<void> {
  entry.isDropped = true;
  if (entry.uses === 0) await closeEngine(entry);
}

/** One that could not be loaded has nothing to close: who asked for it was told. */
async function closeEngine({engine}: Entry): Promise<void> {
  const loaded = await engine.catch(() => null);
  await loaded?.close();
}
