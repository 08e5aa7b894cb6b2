import {type} from "arktype";

/** Why an attempt gave no usable answer. */
export type FailureReason =
  /** No connection. */
  | "refused"
  /** The connection broke before the whole answer was there. */
  | "reset"
  /** No whole answer before the deadline. */
  | "timeout"
  /** 429, 503: the server has too much to do, or is not ready. */
  | "overload"
  /** 5xx, or an error inside an answer of status 200. */
  | "server error"
  /** The body is not what the protocol says. */
  | "malformed"
  /** Fewer choices than were asked for. */
  | "incomplete"
  /** 4xx: the same request would be refused again. */
  | "rejected"
  /** The user stopped. */
  | "cancelled";

/** An attempt that gave no usable answer. */
export class RequestFailure extends Error {
  readonly reason: FailureReason;
  /** HTTP status; null where there was no answer. */
  readonly status: number | null;
  /** Milliseconds that the server asks to wait; null if it does not. */
  readonly retryAfter: number | null;

  constructor(
    reason: FailureReason,
    message: string,
    {status = null, retryAfter = null}: {status?: number | null; retryAfter?: number | null} = {}
  ) {
    super(message);
    this.reason = reason;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may be answered another time. */
  get isPassing(): boolean {
    return this.reason !== "rejected" && this.reason !== "cancelled";
  }
}

/** The failure that an answer's status tells of. */
export function statusFailure(
  status: number,
  body: string,
  retryAfter: string | undefined,
  now = Date.now()
): RequestFailure {
  const message = `${status}: ${errorMessage(body)}`;
  const options = {status, retryAfter: retryAfterMs(retryAfter, now)};
  if (status === 429 || status === 503) return new RequestFailure("overload", message, options);
  if (status >= 500 || status === 408 || status === 409 || status === 425)
    return new RequestFailure("server error", message, options);
  return new RequestFailure("rejected", message, options);
}

/** The failure of a request that got no whole answer. */
export function connectionFailure(error: unknown): RequestFailure {
  const {code, message} = rootCause(error);
  const isTimeout = code.includes("TIMEOUT") || (error as Error).name === "TimeoutError";
  if (isTimeout && !code.includes("CONNECT")) return new RequestFailure("timeout", "no answer in time");
  if (/REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_TIMEOUT/.test(code))
    return new RequestFailure("refused", `no connection (${code})`);
  // Fewer requests at a time need fewer handles.
  if (code === "EMFILE" || code === "ENFILE")
    return new RequestFailure("overload", `no file handle is left (${code}): raise ulimit -n`);
  return new RequestFailure("reset", `the connection broke (${code === "" ? message : code})`);
}

/** Codes of the platform's own exceptions are numbers, and say nothing. */
function rootCause(error: unknown): {code: string; message: string} {
  let cause = error as Error & {code?: unknown};
  while (cause.cause instanceof Error) cause = cause.cause;
  return {code: typeof cause.code === "string" ? cause.code : "", message: cause.message};
}

const errorBody = type({error: type({message: "string"}).or("string")})
  .or({detail: "string"})
  .or({message: "string"});

/** What a server says of an error, in one line; the start of its body where it has another form. */
export function errorMessage(body: string): string {
  const first = body.replaceAll(/\s+/g, " ").trim().slice(0, 200);
  try {
    const parsed = errorBody(JSON.parse(body));
    if (parsed instanceof type.errors) return first;
    if ("detail" in parsed) return parsed.detail;
    if ("message" in parsed) return parsed.message;
    return typeof parsed.error === "string" ? parsed.error : parsed.error.message;
  } catch {
    return first === "" ? "no message" : first;
  }
}

/** `Retry-After` in milliseconds: seconds or an HTTP date; null for none, or one that is neither. At most ten minutes. */
export function retryAfterMs(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const seconds = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), 600_000);
}
