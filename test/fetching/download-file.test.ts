import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {createServer, type RequestListener, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import {downloadFile} from "../../loaders/fetching/download-file.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const content = Buffer.from("a line\n".repeat(10_000));
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** The URL of a server on this machine. */
async function served(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
}

/** Answers ranges. */
const whole: RequestListener = ({headers}, response) => {
  const start = Number(/bytes=(\d+)-/.exec(headers.range ?? "")?.[1] ?? 0);
  if (start >= content.length) response.writeHead(416).end();
  else response.writeHead(start > 0 ? 206 : 200, {"content-length": content.length - start});
  if (start < content.length) response.end(content.subarray(start));
};

describe("downloadFile", () => {
  it("gets a file, and tells how far it is", async () => {
    const file = join(temporaryFolder(), "file");
    const told: [number, number | null][] = [];
    await downloadFile(await served(whole), file, {onProgress: (done, total) => told.push([done, total])});
    expect(readFileSync(file).equals(content)).toBe(true);
    expect(told.at(-1)).toEqual([content.length, content.length]);
  });

  it("goes on where an earlier download stopped, and begins anew where that is no beginning of it", async () => {
    const file = join(temporaryFolder(), "file");
    const ranges: (string | undefined)[] = [];
    const url = await served((request, response) => {
      ranges.push(request.headers.range);
      whole(request, response);
    });
    writeFileSync(file, content.subarray(0, 1000));
    await downloadFile(url, file);
    expect(readFileSync(file).equals(content)).toBe(true);
    writeFileSync(file, Buffer.alloc(2 * content.length));
    await downloadFile(url, file);
    expect(readFileSync(file).equals(content)).toBe(true);
    expect(ranges).toEqual(["bytes=1000-", `bytes=${2 * content.length}-`, undefined]);
  });

  it("starts over where the server sends the whole of it all the same", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, content.subarray(0, 1000));
    await downloadFile(await served((_, response) => response.end(content)), file);
    expect(readFileSync(file).equals(content)).toBe(true);
  });

  it("tries again after 503, a broken body and silence, and keeps what had come", async () => {
    const file = join(temporaryFolder(), "file");
    let tries = 0;
    const url = await served((request, response) => {
      tries++;
      if (tries === 1) response.writeHead(503).end();
      else if (tries === 2) {
        response.writeHead(200, {"content-length": content.length});
        response.write(content.subarray(0, 5000), () => setTimeout(() => response.destroy(), 50));
      } else if (tries === 3) return;
      else whole(request, response);
    });
    await downloadFile(url, file, {pause: 1, silence: 300});
    expect(tries).toBe(4);
    expect(readFileSync(file).equals(content)).toBe(true);
  });

  it("throws one line at once for 404, and after its tries for a server that is not there", async () => {
    const file = join(temporaryFolder(), "file");
    let tries = 0;
    const url = await served((_, response) => {
      tries++;
      response.writeHead(404).end();
    });
    await expect(downloadFile(url, file, {pause: 1})).rejects.toThrow(
      /file: the server answers 404 Not Found$/
    );
    expect(tries).toBe(1);
    server!.close();
    await expect(downloadFile("http://127.0.0.1:9/file", file, {pause: 1})).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:9\/file: not downloaded after 5 tries \(.+\): run it again, or .* --mirror DIR$/
    );
    expect(existsSync(file)).toBe(false);
  });
});
