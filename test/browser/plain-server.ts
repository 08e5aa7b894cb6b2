import {createServer} from "node:http";
import {readFile} from "node:fs/promises";
import type {AddressInfo} from "node:net";
import {extname, join} from "node:path";
import {onTestFinished} from "vitest";

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json"
};

/**
 * The address of a folder below a path on a server that does no more than it must: no compression, no Range, no policy. With
 * `unpacksGzip` it says of .gz files that gzip is their encoding, as some hosts do, so that a browser unpacks them.
 */
export async function plainServer(folder: string, {unpacksGzip}: {unpacksGzip: boolean}): Promise<string> {
  const path = "/some/where/";
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url!, "http://x").pathname).slice(path.length);
    const file = extname(name) === "" ? `${name || "index"}.html` : name;
    readFile(join(folder, file)).then(
      (bytes) => {
        const type = types[extname(file)] ?? "application/octet-stream";
        const encoding = unpacksGzip && file.endsWith(".gz") ? {"content-encoding": "gzip"} : {};
        response.writeHead(200, {"content-type": type, ...encoding}).end(bytes);
      },
      () => response.writeHead(404).end()
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}
