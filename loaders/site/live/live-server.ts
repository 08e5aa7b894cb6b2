import {readFileSync} from "node:fs";
import {readFile} from "node:fs/promises";
import type {IncomingMessage, ServerResponse} from "node:http";
import {contentPolicy} from "../../serving/content-policy.js";
import {refuseRequest} from "../../serving/guard-request.js";
import {siteFile} from "../../serving/site-file.js";
import {sendFile} from "../../serving/static-files.js";
import {listen, type SiteServer} from "../serve.js";
import type {LiveState} from "./live-state.js";
import {liveScript, waitingPage} from "./waiting-page.js";

export interface LiveServerOptions {
  /** Of the report. */
  title: string;
  /** Wished port; a free one is taken where it is in use. */
  port: number;
  /** What pages are told at the moment. */
  state: () => LiveState;
}

/** A server of a report that grows. */
export interface LiveServer extends SiteServer {
  /** Serves this folder from now on; the ones before it must stay for pages that are open. */
  show: (site: string) => void;
}

const line = readFileSync(new URL("live-line.mjs", import.meta.url));

/**
 * Serves a report while it is built again and again: a page that waits, then the pages of the newest build, which learn of
 * newer ones. Files have a hash in their names: what the newest build lacks, a page of an older one has asked for, and gets.
 */
export async function serveLive({title, port, state}: LiveServerOptions): Promise<LiveServer> {
  const sites: string[] = [];
  const server = await listen(port, async (request, response) => {
    if (refuseRequest(request, response)) return;
    const [pathname = ""] = request.url!.split(/[?#]/, 1);
    if (pathname === "/_live/state.json")
      send(request, response, {type: "application/json", body: JSON.stringify(state())});
    else if (pathname === "/_live/line.js")
      send(request, response, {type: "text/javascript;charset=utf-8", body: line});
    else if (sites[0] === undefined) sendPage(request, response, waitingPage(title, state()));
    else await sendFromSites(sites, pathname, {request, response, build: state().build});
  });
  return {
    ...server,
    show: (site) => {
      if (sites[0] !== site) sites.unshift(site);
    }
  };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  build: number;
}

async function sendFromSites(
  sites: readonly string[],
  pathname: string,
  {request, response, build}: Exchange
): Promise<void> {
  const page = siteFile(sites[0]!, pathname);
  if (page?.type.startsWith("text/html") === true) {
    sendPage(request, response, withScript(await readFile(page.path, "utf8"), build));
    return;
  }
  for (const site of sites) {
    const file = siteFile(site, pathname);
    const isPage = file?.type.startsWith("text/html") === true;
    if (file !== null && !isPage && (await sendFile(site, pathname, request, response))) return;
  }
  if (await sendFile(sites[0]!, "/404.html", request, response, 404)) return;
  response.writeHead(404, {"content-type": "text/plain;charset=utf-8"}).end("not found\n");
}

function withScript(html: string, build: number): string {
  return html.replace("</body>", () => `${liveScript(build)}\n</body>`);
}

function sendPage(request: IncomingMessage, response: ServerResponse, html: string): void {
  response.setHeader("content-security-policy", `${contentPolicy(html)}; frame-ancestors 'none'`);
  send(request, response, {type: "text/html;charset=utf-8", body: html});
}

function send(
  {method}: IncomingMessage,
  response: ServerResponse,
  {type, body}: {type: string; body: string | Buffer}
): void {
  response.writeHead(200, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff"
  });
  response.end(method === "HEAD" ? undefined : body);
}
