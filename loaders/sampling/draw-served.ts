import type {Engine, ServedModel} from "../engines/engine.js";
import type {Completion} from "../schema/completion.js";
import {drawBatch, planRequest, type BatchOptions} from "./draw-batch.js";
import type {DrawOptions, DrawResult} from "./draw-options.js";
import type {DrawPlan, PlannedSample} from "./plan.js";
import {RequestRecord} from "./request-record.js";
import type {Storing} from "./storing.js";

/** What arrived is stored so often unless told otherwise: what a kill may lose, and how old a live report may be. */
const defaultStoreMs = 30_000;

/** Completions, and characters of them, that wait for that at most. */
const mostWaiting = 8192;
const mostCharacters = 2 ** 26;

interface ServedDrawOptions extends Omit<DrawOptions, "engine">, BatchOptions {
  engine: Engine;
  served: ServedModel;
  plan: DrawPlan;
  /** The plan, in chunks of this size where its chunks are not given. */
  makePlan: (chunkSize: number) => Promise<DrawPlan>;
  folder: string;
  store: Storing;
}

/**
 * Draws missing completions from a server: as many requests at once as it takes, without waiting for the slowest of a chunk, all
 * problems before more of each. What arrived is stored every `storeMs`, after an interrupt, and before an error that ends the run.
 */
export async function drawServed(options: ServedDrawOptions): Promise<DrawResult> {
  const {engine, served, problems, plan, makePlan, onFound, signal} = options;
  const cancel = (): void => {
    served.cancel();
  };
  signal?.addEventListener("abort", cancel, {once: true});
  try {
    if (signal?.aborted) return {drawn: 0, failed: 0};
    const found = await served.prepare(planRequest(await firstMissing(plan), options, true));
    onFound?.(found);
    return await new ServedDraw(options, found).run(await makePlan(problems.length * engine.batchSize));
  } catch (error) {
    if (signal?.aborted) return {drawn: 0, failed: 0};
    throw error;
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

async function firstMissing(plan: DrawPlan): Promise<PlannedSample> {
  for (const chunk of plan.chunks()) {
    const [first] = await plan.samples(chunk);
    if (first !== undefined) return first;
  }
  throw new Error("nothing is missing");
}

class ServedDraw {
  private readonly options: ServedDrawOptions;
  private readonly record: RequestRecord;
  private readonly places: ReadonlyMap<string, number>;
  private waiting: Completion[] = [];
  private characters = 0;
  private storing: Promise<void> = Promise.resolve();
  private readonly result: DrawResult = {drawn: 0, failed: 0};

  constructor(options: ServedDrawOptions, found: readonly string[]) {
    this.options = options;
    this.record = new RequestRecord(options.folder, options.served, found);
    this.places = new Map(options.problems.map(({problemId}, place) => [problemId, place]));
  }

  async run(plan: DrawPlan): Promise<DrawResult> {
    const {engine, served, storeMs = defaultStoreMs, signal} = this.options;
    const groups = groupsOf(plan, engine.batchSize);
    const timer = setInterval(() => {
      this.store();
    }, storeMs);
    const work = async (): Promise<void> => {
      while (!signal?.aborted) {
        const next = await groups.next();
        if (next.done === true) return;
        await this.draw(next.value, plan.missing);
      }
    };
    const workers = Math.min(engine.concurrency, Math.ceil(plan.missing / engine.batchSize));
    try {
      await Promise.all(Array.from({length: Math.max(1, workers)}, work));
    } catch (error) {
      served.cancel();
      throw error;
    } finally {
      clearInterval(timer);
      this.store();
      await this.storing;
    }
    return this.result;
  }

  private async draw(group: readonly PlannedSample[], total: number): Promise<void> {
    const completions = await drawBatch(group, this.options.engine, this.options);
    for (const completion of completions) {
      if (completion === null) continue;
      this.waiting.push(completion);
      this.characters += completion.completion.length;
      this.result.drawn += 1;
    }
    const failed = completions.filter((completion) => completion === null).length;
    if (!this.options.signal?.aborted) this.result.failed += failed;
    this.options.onProgress?.(this.result.drawn + this.result.failed, total);
    if (this.waiting.length >= mostWaiting || this.characters >= mostCharacters) this.store();
  }

  /** Begins to store what waits; `storing` ends with it. */
  private store(): void {
    const completions = this.waiting;
    this.waiting = [];
    this.characters = 0;
    const place = ({problemId}: Completion): number => this.places.get(problemId)!;
    this.storing = this.storing.then(async () => {
      completions.sort((a, b) => a.sampleIndex - b.sampleIndex || place(a) - place(b));
      await this.options.store(completions);
      await this.record.write();
    });
    // Whoever waits for it is told of a failure; until then nobody does.
    this.storing.catch(() => undefined);
  }
}

/** The missing completions in the order of the plan's chunks, those of one problem together, at most `size` at a time. */
async function* groupsOf(plan: DrawPlan, size: number): AsyncGenerator<PlannedSample[]> {
  for (const chunk of plan.chunks()) {
    const byProblem = new Map<number, PlannedSample[]>();
    for (const sample of await plan.samples(chunk)) {
      const group = byProblem.get(sample.problem);
      if (group === undefined) byProblem.set(sample.problem, [sample]);
      else group.push(sample);
    }
    for (const group of byProblem.values())
      for (let start = 0; start < group.length; start += size) yield group.slice(start, start + size);
  }
}
