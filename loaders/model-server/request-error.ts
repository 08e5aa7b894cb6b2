import {printable} from "../schema/printable.js";
import {MESSAGE_LIMIT} from "../schema/user-error.js";

/** What the protocol calls the kinds of refusals, by status. */
const kinds: Record<number, string> = {
  400: "BadRequestError",
  401: "AuthenticationError",
  403: "PermissionDeniedError",
  404: "NotFoundError",
  405: "MethodNotAllowedError",
  413: "RequestTooLargeError",
  415: "UnsupportedMediaTypeError",
  429: "RateLimitError",
  500: "InternalServerError",
  503: "ServiceUnavailableError"
};

/** A request that is refused: the status, what is wrong in one line, and the field that is, if it is one. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly status: number;
  readonly param: string | null;
  /** Seconds after which it may be asked again; null where nobody can say. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    message: string,
    param: string | null = null,
    retryAfter: number | null = null
  ) {
    super(printable(message, MESSAGE_LIMIT));
    this.status = status;
    this.param = param;
    this.retryAfter = retryAfter;
  }

  /** The body of the answer. */
  get body(): object {
    const {message, param, status} = this;
    return {error: {message, type: kinds[status] ?? "APIError", param, code: status}};
  }
}

/** A field that is not as it must be. */
export function badRequest(message: string, param: string | null = null): RequestError {
  return new RequestError(400, message, param);
}
