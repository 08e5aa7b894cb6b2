import type {Dispatcher} from "undici";
import {connectionFailure, RequestFailure} from "./failure.js";

/** The largest answer that is read: 50,000 tokens with twenty alternatives each are some 100 MB. */
const mostBytes = 512 * 2 ** 20;

type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A whole answer of any status. */
export interface WholeAnswer {
  status: number;
  headers: AnswerHeaders;
  /** Used again for the next answer: what is kept of it is copied. */
  bytes: Buffer;
}

/** Where the parts of an answer are put together: new memory for each costs as much as reading it. */
let shared = Buffer.alloc(0);

/** Larger answers are rare, and have memory of their own. */
const mostShared = 32 * 2 ** 20;

function joined(parts: readonly Buffer[], length: number): Buffer {
  if (parts.length === 1) return parts[0]!;
  if (length > mostShared) return Buffer.concat(parts, length);
  if (shared.length < length) shared = Buffer.allocUnsafeSlow(Math.min(mostShared, 2 * length));
  let at = 0;
  for (const part of parts) {
    shared.set(part, at);
    at += part.length;
  }
  return shared.subarray(0, length);
}

/** Collects the answer to one request. undici's own streams and abort signals cost more than all else about a request. */
export class AnswerCollector<T> implements Dispatcher.DispatchHandler {
  private readonly read: (answer: WholeAnswer) => T;
  private readonly done: (value: T) => void;
  private readonly refuse: (error: unknown) => void;
  private controller: Dispatcher.DispatchController | null = null;
  private failure: RequestFailure | null = null;
  private readonly parts: Buffer[] = [];
  private length = 0;
  private status = 0;
  private headers: AnswerHeaders = {};

  /** `done` is told what `read` makes of the answer, or `refuse` why there is none, or what `read` threw; once. */
  constructor(read: (answer: WholeAnswer) => T, done: (value: T) => void, refuse: (error: unknown) => void) {
    this.read = read;
    this.done = done;
    this.refuse = refuse;
  }

  /** Ends the request, wherever it is. */
  fail(failure: RequestFailure): void {
    if (this.failure !== null) return;
    this.failure = failure;
    this.refuse(failure);
    this.controller?.abort(failure);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // It may have failed while it waited for a connection.
    if (this.failure !== null) controller.abort(this.failure);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, part: Buffer): void {
    this.parts.push(part);
    this.length += part.length;
    if (this.length > mostBytes)
      this.fail(new RequestFailure("malformed", `an answer of more than ${mostBytes} bytes`));
  }

  onResponseEnd(): void {
    const {status, headers, parts, length} = this;
    if (this.failure !== null) return;
    try {
      this.done(this.read({status, headers, bytes: joined(parts, length)}));
    } catch (error) {
      this.refuse(error);
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(connectionFailure(error));
  }
}
