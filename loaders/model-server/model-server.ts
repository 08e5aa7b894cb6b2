import {EventEmitter, once} from "node:events";
import {createServer, type IncomingMessage, type Server, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {basename, resolve} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import {errorReport} from "../schema/error-report.js";
import {UserError} from "../schema/user-error.js";
import {packageVersion} from "../workspace/package-folder.js";
import {checkAccess, isLoopbackAddress, type Access} from "./access.js";
import {answerDraw, endpoints, modelList, sendJson, type Served} from "./endpoints.js";
import {RequestError} from "./request-error.js";
import {ServedModel} from "./served-model.js";

export interface ModelServerOptions {
  /** Folder of a micro model. */
  model: string;
  /** Default: this machine alone. */
  host?: string;
  /** 0, the default, for a free one. */
  port?: number;
  /** What requests call the model; default: the name of its folder. */
  name?: string;
  /** Most completions of a prompt in one request. */
  mostN?: number;
  /** Worker threads; default: one a core. */
  threads?: number;
  apiKey?: string | null;
  /** Most requests under way and waiting; more are refused with 429. */
  mostRequests?: number;
  /** Told of a fault of ours while a request was answered. */
  onFault?: (error: unknown) => void;
}

/** A running server. */
export interface ModelServer {
  url: string;
  name: string;
  /** Resolves once the model is loaded; rejects where that fails. Until then requests are refused with 503. */
  ready: Promise<void>;
  /** Ends once what is under way is answered; what has not been started is refused. */
  close: () => Promise<void>;
}

/** More requests at a time than the engine `openai` sends to one server unless told otherwise. */
const defaultMostRequests = 8192;

/** Seconds after which a request that was one too many may come again. */
const retryAfter = 1;

/** Milliseconds that readers of the last answers have when the server stops. */
const PATIENCE = 10_000;

/** Why work that has not been started is dropped. */
const stopping = new RequestError(503, "the server is stopping");
const tooMany = new RequestError(429, "too many requests wait: ask again", null, retryAfter);
const gone = new Error("the client has gone");

/** Serves a micro model by the OpenAI protocol. Throws a UserError for an address that cannot be had. */
export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const {model: folder, host = "127.0.0.1", port = 0, mostN = 128, threads, apiKey = null} = options;
  const {mostRequests = defaultMostRequests} = options;
  const name = options.name ?? basename(resolve(folder));
  const access: Access = {isLoopback: isLoopbackAddress(host), apiKey};
  const controllers = new Set<AbortController>();
  const idle = new EventEmitter();
  let served: Served | null = null;
  let isStopping = false;
  const server = createServer({keepAliveTimeout: 75_000}, (request, response) => {
    const controller = new AbortController();
    controllers.add(controller);
    if (isStopping) controller.abort(stopping);
    else if (controllers.size > mostRequests && request.method === "POST") controller.abort(tooMany);
    response.on("close", () => {
      controllers.delete(controller);
      controller.abort(gone);
      if (controllers.size === 0) idle.emit("idle");
    });
    answer(request, response, served, access, controller.signal).catch((error: unknown) => {
      refuse(request, response, error, options.onFault);
    });
  });
  await listen(server, host, port, options.onFault);
  const loading = load(folder, threads);
  const ready = loading.then((model) => {
    served = {model, name, mostN, created: Math.floor(Date.now() / 1000)};
  });
  const {port: bound} = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    name,
    ready,
    close: async () => {
      isStopping = true;
      server.close();
      for (const controller of controllers) controller.abort(stopping);
      if (controllers.size > 0) await Promise.race([once(idle, "idle"), delay(PATIENCE, null, {ref: false})]);
      server.closeAllConnections();
      await (await loading.catch(() => null))?.close();
    }
  };
}

async function load(folder: string, threads: number | undefined): Promise<ServedModel> {
  const model = await ServedModel.open(folder, threads);
  try {
    await model.warmUp();
  } catch (error) {
    await model.close();
    throw error;
  }
  return model;
}

async function listen(
  server: Server,
  host: string,
  port: number,
  onFault: ModelServerOptions["onFault"]
): Promise<void> {
  await new Promise<void>((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE" ? "the port is taken" : error.message;
      fail(new UserError(`cannot listen on ${host}:${port}: ${taken}: give another --host or --port`));
    });
    server.listen(port, host, done);
  });
  // A process without file handles left refuses connections and goes on.
  server.removeAllListeners("error").on("error", (error) => onFault?.(error));
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  served: Served | null,
  access: Access,
  signal: AbortSignal
): Promise<void> {
  signal.throwIfAborted();
  const {method = "", url = "/"} = request;
  const [path = "/"] = url.split(/[?#]/, 1);
  const endpoint = Object.hasOwn(endpoints, path) ? endpoints[path]! : null;
  const isQuery = path === "/health" || path === "/v1/models" || path === "/version";
  checkAccess(request, path === "/health" ? {...access, apiKey: null} : access);
  if (endpoint === null && !isQuery) throw new RequestError(404, `no such path: ${path}`);
  const allowed = isQuery ? "GET" : "POST";
  if (method !== allowed) throw new RequestError(405, `${path} takes ${allowed} only`);
  if (served === null) throw new RequestError(503, "Loading model");
  if (endpoint !== null) await answerDraw(endpoint, served, request, response, signal);
  else sendJson(response, 200, queryAnswer(path, served));
}

function queryAnswer(path: string, served: Served): object {
  if (path === "/health") return {status: "ok"};
  return path === "/version" ? {version: packageVersion()} : modelList(served);
}

/** Answers what was thrown. A body that was not read to its end leaves a connection of no further use. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  thrown: unknown,
  onFault: ModelServerOptions["onFault"]
): void {
  if (thrown === gone || response.destroyed) return;
  if (!(thrown instanceof RequestError)) onFault?.(thrown);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const error = thrown instanceof RequestError ? thrown : new RequestError(500, errorReport(thrown).line);
  if (!request.complete) {
    response.setHeader("connection", "close");
    request.resume();
  }
  if (error.retryAfter !== null) response.setHeader("retry-after", error.retryAfter);
  sendJson(response, error.status, error.body);
}
