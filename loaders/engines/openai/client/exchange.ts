import {setMaxListeners} from "node:events";
import {setTimeout as setTimeoutPromise} from "node:timers/promises";
import {Agent, request} from "undici";
import {connectionFailure, RequestFailure, statusFailure} from "./failure.js";

/** The largest answer that is read: 50,000 tokens with twenty alternatives each are some 100 MB. */
const mostBytes = 512 * 2 ** 20;

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
  private readonly underWay = new Set<AbortController>();
  private readonly stop = new AbortController();
  private readonly key: string | undefined;

  /** `key`: sent as bearer token; it is in no message. */
  constructor(key?: string) {
    this.key = key;
    // One waits for each request.
    setMaxListeners(0, this.stop.signal);
  }

  /** The answer to a GET, whatever its status. Throws a RequestFailure where there is none. */
  async get(url: string, deadlineMs: number): Promise<{status: number; server: string; body: string}> {
    const signal = AbortSignal.timeout(deadlineMs);
    try {
      const answer = await request(url, {dispatcher: this.agent, headers: this.headers(), signal});
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
    const controller = new AbortController();
    // A timer and a set: signals made of other signals cost more than the request.
    const timer = setTimeout(() => {
      controller.abort(new DOMException("deadline", "TimeoutError"));
    }, deadlineMs);
    this.underWay.add(controller);
    try {
      const {status, bytes, retryAfter} = await this.exchange(url, body, controller.signal);
      if (status !== 200) throw statusFailure(status, bytes.toString("utf8"), retryAfter);
      return parseJson(bytes);
    } finally {
      clearTimeout(timer);
      this.underWay.delete(controller);
    }
  }

  /** Aborted by `cancel`. */
  get cancelled(): AbortSignal {
    return this.stop.signal;
  }

  /** Ends the requests under way, and lets no other begin: each fails with the reason `cancelled`. */
  cancel(): void {
    const failure = new RequestFailure("cancelled", "cancelled");
    this.stop.abort(failure);
    for (const controller of this.underWay) controller.abort(failure);
  }

  private async exchange(
    url: string,
    body: string,
    signal: AbortSignal
  ): Promise<{status: number; bytes: Buffer; retryAfter: string | undefined}> {
    try {
      const answer = await request(url, {
        method: "POST",
        dispatcher: this.agent,
        headers: {...this.headers(), "content-type": "application/json"},
        body,
        signal
      });
      const parts: Buffer[] = [];
      let length = 0;
      for await (const part of answer.body) {
        parts.push(part as Buffer);
        length += (part as Buffer).length;
        if (length > mostBytes)
          throw new RequestFailure("malformed", `an answer of more than ${mostBytes} bytes`);
      }
      const after = answer.headers["retry-after"];
      return {
        status: answer.statusCode,
        bytes: Buffer.concat(parts, length),
        retryAfter: Array.isArray(after) ? after[0] : after
      };
    } catch (error) {
      throw error instanceof RequestFailure ? error : connectionFailure(error);
    }
  }

  /** Waits. Throws a RequestFailure if that is cancelled. */
  async sleep(ms: number): Promise<void> {
    await setTimeoutPromise(ms, undefined, {signal: this.stop.signal}).catch(() => {
      throw new RequestFailure("cancelled", "cancelled");
    });
  }

  private headers(): Record<string, string> {
    return this.key === undefined ? {} : {authorization: `Bearer ${this.key}`};
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
