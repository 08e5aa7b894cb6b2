import {existsSync, readFileSync} from "node:fs";
import {createServer, type IncomingMessage, type ServerResponse} from "node:http";
import {join, resolve} from "node:path";
import getPort from "get-port";
import sirv from "sirv";
import {UserError} from "../schema/user-error.js";
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

/** Serves a built site on 127.0.0.1. Throws a UserError when there is no site in the folder. */
export async function serveSite({folder, port, base = "/"}: ServeOptions): Promise<SiteServer> {
  const site = resolve(folder);
  if (!existsSync(join(site, "index.html")))
    throw new UserError(`no site in ${site}: run ${command("build")} first`);
  const free = await getPort({port, host: "127.0.0.1"});
  const serveFile = sirv(site, {dev: true, etag: true, dotfiles: false});
  const server = createServer((request, response) => {
    answer(request, response);
  });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    if (!request.url?.startsWith(base)) {
      response.writeHead(302, {location: base}).end();
      return;
    }
    request.url = `/${request.url.slice(base.length)}`;
    serveFile(request, response, () => {
      notFound(response);
    });
  }

  function notFound(response: ServerResponse): void {
    const page = join(site, "404.html");
    response.writeHead(404, {"content-type": "text/html;charset=utf-8"});
    response.end(existsSync(page) ? readFileSync(page) : "not found");
  }

  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(free, "127.0.0.1", done);
  });
  return {
    url: `http://127.0.0.1:${free}${base}`,
    port: free,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      })
  };
}
