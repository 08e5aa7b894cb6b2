import {setMaxListeners} from "node:events";
import {setTimeout as setTimeoutPromise} from "node:timers/promises";
import {AnswerCollector, type WholeAnswer} from "./answer-collector.js";
import {Connections} from "./connections.js";
import {RequestFailure, statusFailure} from "./failure.js";

/** What all requests of a model share: connections, which stay open and are as many as there are requests under way, and the key. */
export class Exchange {
  private readonly connections = new Connections();
  private readonly underWay = new Set<{fail: (failure: RequestFailure) => void}>();
  private readonly stop = new AbortController();
  private readonly headers: Readonly<Record<string, string>>;
  private readonly postHeaders: Readonly<Record<string, string>>;
  /** Addresses as undici takes them. */
  private readonly places = new Map<string, {origin: string; path: string}>();

  /** `key`: sent as bearer token; it is in no message. */
  constructor(key?: string) {
    this.headers = key === undefined ? {} : {authorization: `Bearer ${key}`};
    this.postHeaders = {...this.headers, "content-type": "application/json"};
    // One waits for each request.
    setMaxListeners(0, this.stop.signal);
  }

  /** The answer to a GET, whatever its status. Throws a RequestFailure where there is none. */
  async get(url: string, deadlineMs: number): Promise<{status: number; server: string; body: string}> {
    return this.collect(url, null, deadlineMs, ({status, headers, bytes}) => ({
      status,
      server: headerText(headers.server) ?? "",
      body: bytes.toString("utf8")
    }));
  }

  /**
   * What `read` makes of the body that answers a POST; the bytes are its own for that long only. Throws what it throws, and a
   * RequestFailure for another status than 200 and no whole answer by the deadline.
   */
  async post<T>(url: string, body: string, deadlineMs: number, read: (bytes: Buffer) => T): Promise<T> {
    return this.collect(url, body, deadlineMs, ({status, headers, bytes}) => {
      if (status !== 200)
        throw statusFailure(status, bytes.toString("utf8"), headerText(headers["retry-after"]));
      return read(bytes);
    });
  }

  /** Ends the requests under way, and lets no other begin: each fails with the reason `cancelled`. */
  cancel(): void {
    const failure = new RequestFailure("cancelled", "cancelled");
    this.stop.abort(failure);
    for (const collector of this.underWay) collector.fail(failure);
  }

  /** POSTs a body, or GETs where there is none. */
  private async collect<T>(
    url: string,
    body: string | null,
    deadlineMs: number,
    read: (answer: WholeAnswer) => T
  ): Promise<T> {
    if (this.stop.signal.aborted) throw new RequestFailure("cancelled", "cancelled");
    let collector: AnswerCollector<T>;
    const answer = new Promise<T>((done, refuse) => {
      collector = new AnswerCollector(read, done, refuse);
    });
    this.underWay.add(collector!);
    const timer = setTimeout(() => {
      collector.fail(new RequestFailure("timeout", "no answer in time"));
    }, deadlineMs);
    const {origin, path} = this.placeOf(url);
    const {release} = this.connections.dispatch(
      body === null
        ? {origin, path, method: "GET", headers: this.headers}
        : {origin, path, method: "POST", headers: this.postHeaders, body},
      collector!
    );
    try {
      return await answer;
    } finally {
      release();
      clearTimeout(timer);
      this.underWay.delete(collector!);
    }
  }

  private placeOf(url: string): {origin: string; path: string} {
    let place = this.places.get(url);
    if (place === undefined) {
      const {origin, pathname, search} = new URL(url);
      place = {origin, path: pathname + search};
      this.places.set(url, place);
    }
    return place;
  }

  /** Waits. Throws a RequestFailure if that is cancelled. */
  async sleep(ms: number): Promise<void> {
    await setTimeoutPromise(ms, undefined, {signal: this.stop.signal}).catch(() => {
      throw new RequestFailure("cancelled", "cancelled");
    });
  }

  close(): Promise<void> {
    return this.connections.close();
  }
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
