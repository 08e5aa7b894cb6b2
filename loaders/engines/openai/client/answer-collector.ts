import type {Dispatcher} from "undici";
import {connectionFailure, RequestFailure} from "./failure.js";

/** The largest answer that is read: 50,000 tokens with twenty alternatives each are some 100 MB. */
const mostBytes = 512 * 2 ** 20;

type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A whole answer of any status. */
export interface WholeAnswer {
  status: number;
  headers: AnswerHeaders;
  bytes: Buffer;
}

/** Collects the answer to one request. undici's own streams and abort signals cost more than all else about a request. */
export class AnswerCollector implements Dispatcher.DispatchHandler {
  private readonly done: (answer: WholeAnswer) => void;
  private readonly refuse: (failure: RequestFailure) => void;
  private controller: Dispatcher.DispatchController | null = null;
  private failure: RequestFailure | null = null;
  private readonly parts: Buffer[] = [];
  private length = 0;
  private status = 0;
  private headers: AnswerHeaders = {};

  /** One of the two is called, once. */
  constructor(done: (answer: WholeAnswer) => void, refuse: (failure: RequestFailure) => void) {
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
    this.done({status, headers, bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts, length)});
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(connectionFailure(error));
  }
}
