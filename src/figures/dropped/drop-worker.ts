import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {DropRequest, WorkerAnswer, WorkerQuestion} from "../../metrics/dropped/drop-request.js";
import type {DropResult} from "../../metrics/dropped/drop-result.js";

type Question = WorkerQuestion extends infer Q ? (Q extends {id: number} ? Omit<Q, "id"> : never) : never;

interface Waiting {
  resolve: (value: DropResult | CoverageTable) => void;
  reject: (error: Error) => void;
  onProgress: (bytes: number, total: number) => void;
}

/** What the reader ended. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/** The worker that reads, judges and estimates. It starts with the first question; after `stop` with the next one. */
export class DropWorker {
  private worker: Worker | null = null;
  private next = 0;
  private readonly waiting = new Map<number, Waiting>();

  /** Reads files; bytes of them as they come. Rejects with a line for the reader, or a StoppedError. */
  async read(request: DropRequest, onProgress: (bytes: number, total: number) => void): Promise<DropResult> {
    return (await this.ask({ask: "read", request}, onProgress)) as DropResult;
  }

  async estimate(question: Omit<Extract<Question, {ask: "estimate"}>, "ask">): Promise<CoverageTable> {
    return (await this.ask({ask: "estimate", ...question})) as CoverageTable;
  }

  /** Ends whatever it does; what was asked is rejected. */
  stop(reason: Error = new StoppedError("stopped")): void {
    if (this.waiting.size === 0) return;
    this.worker?.terminate();
    this.worker = null;
    for (const {reject} of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }

  private ask(
    question: Question,
    onProgress: Waiting["onProgress"] = () => undefined
  ): Promise<DropResult | CoverageTable> {
    this.worker ??= this.start();
    const id = this.next++;
    const {worker} = this;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, {resolve, reject, onProgress});
      worker.postMessage({...question, id});
    });
  }

  private start(): Worker {
    const worker = new Worker(workerAddress(), {type: "module"});
    worker.addEventListener("message", ({data}: MessageEvent<WorkerAnswer>) => {
      const asked = this.waiting.get(data.id);
      if (asked === undefined) return;
      if (data.answer === "progress") {
        asked.onProgress(data.bytes, data.total);
        return;
      }
      this.waiting.delete(data.id);
      if (data.answer === "done") asked.resolve(data.value);
      else asked.reject(new Error(data.message));
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.stop(new Error(event.message || "the reader could not be started, or ran out of memory"));
    });
    return worker;
  }
}

/** Where the build has put the worker: the page's head says it. */
function workerAddress(): string {
  const address = document.querySelector<HTMLMetaElement>('meta[name="samples-worker"]')?.content;
  if (address === undefined) throw new Error("this site has no reader of samples: build it anew");
  return new URL(address, location.href).href;
}
