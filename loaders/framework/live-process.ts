import type {IncomingMessage, Server, ServerResponse} from "node:http";
import {join} from "node:path";
import type {Duplex} from "node:stream";
import {refuseRequest} from "../serving/guard-request.js";
import {isOwnHost} from "../serving/own-host.js";
import {sendFile} from "../serving/static-files.js";
import {requiredPackage} from "../workspace/package-folder.js";

// The child process of live-site.ts: Framework's preview on a port, and before it the files of a folder that Framework does
// not know. It ends with the process that started it.

/** What the process sends when it serves. */
export type LiveProcessMessage = "ready";

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

interface Framework {
  preview: (options: {
    hostname: string;
    port: number;
    open: boolean;
    verbose: boolean;
  }) => Promise<{server: Server}>;
}

const [port, extras] = process.argv.slice(2);
process.on("disconnect", () => process.exit());

const module = join(requiredPackage("@observablehq/framework"), "dist/preview.js");
const {preview} = (await import(module)) as Framework;
const {server} = await preview({hostname: "127.0.0.1", port: Number(port), open: false, verbose: false});
const [answer] = server.listeners("request") as Listener[];
server.removeAllListeners("request").on("request", (request: IncomingMessage, response: ServerResponse) => {
  if (refuseRequest(request, response)) return;
  const [pathname = ""] = request.url!.split(/[?#]/, 1);
  sendFile(extras!, pathname, request, response).then(
    (isSent) => {
      if (!isSent) answer!(request, response);
    },
    () => response.destroy()
  );
});
server.prependListener("upgrade", ({headers}: IncomingMessage, socket: Duplex) => {
  if (!isOwnHost(headers.host)) socket.destroy();
});
process.send!("ready" satisfies LiveProcessMessage);
