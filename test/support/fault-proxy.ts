import {Agent, createServer, request as forward, type IncomingMessage, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {setTimeout as delay} from "node:timers/promises";
import {createRandom} from "../../src/random/keyed-random.js";
import {alterations} from "./altered-answer.js";
import {collectBytes} from "./collect-bytes.js";

const alteringFaults = Object.keys(alterations) as (keyof typeof alterations)[];

/** What the proxy can do to a request. Those before `reset-after` never reach the server. */
export const faults = [
  "reset-before",
  "429",
  "429-seconds",
  "429-date",
  "500",
  "503",
  "hang",
  "reset-after",
  "half-body",
  "slow-body",
  ...alteringFaults
] as const;

export type Fault = (typeof faults)[number];

export interface FaultProxyOptions {
  /** URL of the server behind it. */
  target: string;
  seed: number;
  /** The chance of each fault; together at most 1. */
  rates?: Partial<Record<Fault, number>>;
  /** What Retry-After asks for. */
  retryAfterSeconds?: number;
  /** Between the pieces of a slow body. */
  pieceMs?: number;
}

/** A running proxy. */
export interface FaultProxy {
  url: string;
  /** What was done, and requests that were passed on and answered unchanged. */
  counts: Record<Fault | "passed", number>;
  setRates: (rates: Partial<Record<Fault, number>>) => void;
  /** Closes every connection, refuses new ones for a while, and listens at the same port again. */
  restart: (refuseMs: number) => Promise<void>;
  close: () => Promise<void>;
}

/**
 * A proxy before a server that spoils POST requests by chance: the n-th one that arrives has the same fault for the same seed and
 * rates. Answers that are no 200 are passed on as they are, and so are streams where a fault is in the JSON.
 */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const random = createRandom("fault proxy", options.seed);
  const counts = Object.fromEntries([...faults, "passed"].map((name) => [name, 0])) as FaultProxy["counts"];
  const agent = new Agent({keepAlive: true});
  let rates = checkRates(options.rates ?? {});
  const draw = (): Fault | null => {
    let place = random.uniform();
    for (const fault of faults) {
      place -= rates[fault] ?? 0;
      if (place < 0) return fault;
    }
    return null;
  };
  const server = createServer({keepAliveTimeout: 75_000}, (request, response) => {
    const fault = request.method === "POST" ? draw() : null;
    const count = (done: Fault | "passed"): void => {
      counts[done]++;
    };
    handle({request, response, agent, options, fault, count}).catch(() => {
      response.destroy();
    });
  });
  const listen = (port: number): Promise<void> =>
    new Promise((done, fail) => {
      server.once("error", fail);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", fail);
        done();
      });
    });
  const stop = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => {
        done();
      });
      server.closeAllConnections();
    });
  await listen(0);
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    setRates: (next) => {
      rates = checkRates(next);
    },
    restart: async (refuseMs) => {
      await stop();
      await delay(refuseMs);
      await listen(port);
    },
    close: async () => {
      await stop();
      agent.destroy();
    }
  };
}

function checkRates(rates: Partial<Record<Fault, number>>): Partial<Record<Fault, number>> {
  const sum = Object.values(rates).reduce((total, rate) => total + rate, 0);
  if (sum > 1 + 1e-9) throw new Error(`the rates of faults add up to ${sum}: at most 1`);
  return rates;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  agent: Agent;
  options: FaultProxyOptions;
  fault: Fault | null;
  count: (done: Fault | "passed") => void;
}

async function handle({request, response, agent, options, fault, count}: Exchange): Promise<void> {
  const body = await collectBytes(request);
  if (fault !== null && refuse(fault, response, options)) {
    count(fault);
    return;
  }
  const answered = await passOn(request, response, body, options.target, agent);
  if (answered === null) return;
  const {status, headers, bytes} = answered;
  const isJson = headers["content-type"]?.startsWith("application/json") === true;
  const done = fault === null || status !== 200 || (fault in alterations && !isJson) ? "passed" : fault;
  count(done);
  await send(done, response, {status, headers, bytes}, options.pieceMs ?? 20);
}

/** Does what needs no server. Returns whether it did. */
function refuse(fault: Fault, response: ServerResponse, {retryAfterSeconds = 1}: FaultProxyOptions): boolean {
  const refusal = (status: number, headers: Record<string, string | number> = {}): true => {
    const error = {message: `the proxy says ${status}`, type: "server_error", param: null, code: status};
    response.writeHead(status, {"content-type": "application/json", ...headers}).end(JSON.stringify({error}));
    return true;
  };
  switch (fault) {
    case "reset-before":
      response.socket?.resetAndDestroy();
      return true;
    case "hang":
      return true;
    case "429":
    case "500":
    case "503":
      return refusal(Number(fault));
    case "429-seconds":
      return refusal(429, {"retry-after": retryAfterSeconds});
    case "429-date": {
      const until = new Date(Date.now() + 1000 * retryAfterSeconds);
      return refusal(429, {"retry-after": until.toUTCString()});
    }
    default:
      return false;
  }
}

interface Answered {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
}

/** What the server answers; null where the client went away. Rejects where the server does. */
async function passOn(
  {method, url, headers}: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  target: string,
  agent: Agent
): Promise<Answered | null> {
  const {host} = new URL(target);
  const passed = forward(new URL(url!, target), {method, headers: {...headers, host}, agent});
  response.on("close", () => passed.destroy());
  try {
    const answer = await new Promise<IncomingMessage>((done, fail) => {
      passed.on("response", done).on("error", fail);
      passed.end(body);
    });
    const type = answer.headers["content-type"];
    const bytes = await collectBytes(answer);
    return {status: answer.statusCode!, headers: type === undefined ? {} : {"content-type": type}, bytes};
  } catch (error) {
    if (response.destroyed) return null;
    throw error;
  }
}

async function send(
  done: Fault | "passed",
  response: ServerResponse,
  {status, headers, bytes}: Answered,
  pieceMs: number
): Promise<void> {
  const alter = (alterations as Partial<Record<string, (body: Buffer) => Buffer>>)[done];
  const sent = alter === undefined ? bytes : alter(bytes);
  if (done === "reset-after") {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(status, {...headers, "content-length": sent.length});
  if (done === "half-body") {
    response.write(sent.subarray(0, sent.length >> 1), () => response.socket?.resetAndDestroy());
  } else if (done === "slow-body") {
    const size = Math.ceil(sent.length / 8);
    for (let at = 0; at < sent.length; at += size) {
      response.write(sent.subarray(at, at + size));
      await delay(pieceMs);
    }
    response.end();
  } else response.end(sent);
}
