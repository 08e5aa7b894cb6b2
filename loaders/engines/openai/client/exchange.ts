import {setMaxListeners} from "node:events";
import {setTimeout as setTimeoutPromise} from "node:timers/promises";
import {Agent, request} from "undici";
import {AnswerCollector, type WholeAnswer} from "./answer-collector.js";
import {connectionFailure, RequestFailure, statusFailure} from "./failure.js";

/** What all requests of a model share: connections, which stay open and are as many as there are requests under way, and the key. */
export class Exchange {
  private readonly agent = new Agent({
    connections: null,
    pipelining: 1,
    // Deadlines are the caller's: an answer of 32,000 tokens takes many minutes to begin.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {timeout: 15_000},
    keepAliveTimeout: 30_000
  });
  private readonly underWay = new Set<AnswerCollector>();
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
    const signal = AbortSignal.timeout(deadlineMs);
    try {
      const answer = await request(url, {dispatcher: this.agent, headers: this.headers, signal});
      const body = await answer.body.text();
      return {status: answer.statusCode, server: String(answer.headers.server ?? ""), body};
    } catch (error) {
      throw connectionFailure(error);
    }
  }

  /**
   * The JSON that answers a POST. Throws a RequestFailure for another status than 200, no whole answer by the deadline, or a
   * body that is no JSON.
   */
  async post(url: string, body: string, deadlineMs: number): Promise<unknown> {
    if (this.stop.signal.aborted) throw new RequestFailure("cancelled", "cancelled");
    const {status, bytes, retryAfter} = await this.collect(url, body, deadlineMs);
    if (status !== 200) throw statusFailure(status, bytes.toString("utf8"), retryAfter);
    return parseJson(bytes);
  }

  /** Aborted by `cancel`. */
  get cancelled(): AbortSignal {
    return this.stop.signal;
  }

  /** Ends the requests under way, and lets no other begin: each fails with the reason `cancelled`. */
  cancel(): void {
    const failure = new RequestFailure("cancelled", "cancelled");
    this.stop.abort(failure);
    for (const collector of this.underWay) collector.fail(failure);
  }

  private async collect(url: string, body: string, deadlineMs: number): Promise<WholeAnswer> {
    let collector: AnswerCollector;
    const answer = new Promise<WholeAnswer>((done, refuse) => {
      collector = new AnswerCollector(done, refuse);
    });
    this.underWay.add(collector!);
    const timer = setTimeout(() => {
      collector.fail(new RequestFailure("timeout", "no answer in time"));
    }, deadlineMs);
    const options = {...this.placeOf(url), method: "POST" as const, headers: this.postHeaders, body};
    this.agent.dispatch(options, collector!);
    try {
      return await answer;
    } finally {
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
    return this.agent.destroy();
  }
}

const utf8 = new TextDecoder("utf-8", {fatal: true});

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new RequestFailure("malformed", `no JSON: ${JSON.stringify(bytes.toString("utf8", 0, 80))}`);
  }
}
