import {once} from "node:events";
import {existsSync} from "node:fs";
import {createServer, type IncomingMessage, type ServerResponse} from "node:http";
import {join, resolve} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import getPort from "get-port";
import {UserError} from "../schema/user-error.js";
import {refuseRequest} from "../serving/guard-request.js";
import {sendFile} from "../serving/static-files.js";
import {command} from "../workspace/command.js";

export interface ServeOptions {
  /** A built site. */
  folder: string;
  /** Wished port; a free one is taken where it is in use. */
  port: number;
  /** Path to serve under: `/` or `/some/path/`. */
  base?: string;
}

/** A running server. */
export interface SiteServer {
  url: string;
  port: number;
  close: () => Promise<void>;
}

/** Milliseconds that answers have which are being sent when the server closes. */
const LAST_ANSWERS = 1000;

/** Serves a built site on 127.0.0.1, to this machine alone. Throws a UserError when there is no site in the folder. */
export async function serveSite({folder, port, base = "/"}: ServeOptions): Promise<SiteServer> {
  const site = resolve(folder);
  if (!existsSync(join(site, "index.html")))
    throw new UserError(`${site}: no site in this folder: run ${command("build")} first`);
  checkBase(base);
  return listen(port, (request, response) => answer(site, base, request, response), base);
}

/** Answers requests on 127.0.0.1, to this machine alone. */
export async function listen(
  port: number,
  answers: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  base = "/"
): Promise<SiteServer> {
  const free = await getPort({port, host: "127.0.0.1"});
  const answering = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answering.add(response);
    response.once("close", () => answering.delete(response));
    answers(request, response).catch(() => {
      // The reader has gone, or the file while it was read: there is nobody, or nothing, to tell.
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  // A build keeps this thread for seconds: a connection that is cut meanwhile breaks the request that its reader just sent on it.
  server.keepAliveTimeout = 0;
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(free, "127.0.0.1", done);
  });
  return {
    url: `http://127.0.0.1:${free}${base}`,
    port: free,
    close: async () => {
      const closed = new Promise<void>((done) => {
        server.close(() => {
          done();
        });
      });
      // What is being sent is sent whole; connections that wait for a next request are cut.
      const answered = [...answering].map((response) => once(response, "close"));
      await Promise.race([Promise.all(answered), delay(LAST_ANSWERS, null, {ref: false})]);
      server.closeAllConnections();
      await closed;
    }
  };
}

/** Refuses a path that no site can be below. */
export function checkBase(base: string): void {
  if (/^\/([\w.~-]+\/)*$/.test(base)) return;
  throw new UserError(
    `invalid base ${JSON.stringify(base)}: give / or a path that begins and ends with a slash, like /some/path/`
  );
}

async function answer(
  site: string,
  base: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  if (refuseRequest(request, response)) return;
  const [pathname = ""] = request.url!.split(/[?#]/, 1);
  if (!pathname.startsWith(base)) {
    response.writeHead(302, {location: base}).end();
    return;
  }
  if (await sendFile(site, `/${pathname.slice(base.length)}`, request, response)) return;
  if (await sendFile(site, "/404.html", request, response, 404)) return;
  response.writeHead(404, {"content-type": "text/plain;charset=utf-8"}).end("not found\n");
}
