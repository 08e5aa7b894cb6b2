import {setTimeout as wait} from "node:timers/promises";

export interface PatientOptions {
  signal: AbortSignal;
  /** Milliseconds before the first further try; each one after waits twice as long. */
  pause?: number;
  tries?: number;
  /** Told before each further try. */
  onWait?: (reason: string, milliseconds: number) => void;
}

/** What has to be known of an answer. */
interface Answer {
  status: number;
  /** `Retry-After`. */
  retryAfter: string | null;
  /** Lets go of an answer that nobody will read. */
  discard: () => Promise<unknown>;
}

/** Longest pause that a server may ask for, in milliseconds. */
const LONGEST = 120_000;

/**
 * Asks again after 429 and errors of the server, waiting as long as `Retry-After` says or else ever longer, and after a broken
 * connection. The last answer, or failure, is what comes out.
 */
export async function patiently<T>(
  ask: () => Promise<T>,
  read: (answer: T) => Answer,
  {signal, pause = 1000, tries = 6, onWait = () => undefined}: PatientOptions
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let reason: string;
    let asked: number | null = null;
    try {
      const answer = await ask();
      const {status, retryAfter, discard} = read(answer);
      if ((status !== 429 && status < 500) || attempt === tries) return answer;
      reason = `answers ${status}`;
      asked = retryMilliseconds(retryAfter);
      await discard();
    } catch (error) {
      const {name, message, cause} = error instanceof Error ? error : new Error(String(error));
      if (attempt === tries || signal.aborted || name === "AbortError") throw error;
      reason = `breaks off (${cause instanceof Error ? cause.message : message})`;
    }
    const milliseconds = Math.min(LONGEST, asked ?? pause * 2 ** (attempt - 1));
    onWait(reason, milliseconds);
    await wait(milliseconds, undefined, {signal});
  }
}

/** A `fetch` that is patient. Bodies must be such that can be sent again: no streams. */
export function patientFetch(options: PatientOptions): typeof fetch {
  return (input, init) => {
    const signal = AbortSignal.any([options.signal, ...(init?.signal ? [init.signal] : [])]);
    return patiently(
      () => fetch(input, {...init, signal}),
      (response) => ({
        status: response.status,
        retryAfter: response.headers.get("retry-after"),
        discard: () => response.body?.cancel() ?? Promise.resolve()
      }),
      {...options, signal}
    );
  };
}

/** Milliseconds that a `Retry-After` asks for: seconds or a date. */
function retryMilliseconds(value: string | null): number | null {
  if (value === null || value === "") return null;
  const seconds = Number(value);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return Number.isNaN(milliseconds) ? null : Math.max(0, milliseconds);
}
