import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {request as httpRequest, type IncomingHttpHeaders} from "node:http";
import {connect} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import {gunzipSync, brotliDecompressSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {listen, serveSite, type SiteServer} from "../../loaders/site/serve.js";
import {byteRange} from "../../loaders/serving/byte-range.js";
import {acceptedEncoding} from "../../loaders/serving/compressed.js";
import {contentPolicy} from "../../loaders/serving/content-policy.js";
import {isOwnHost} from "../../loaders/serving/own-host.js";

describe("byteRange", () => {
  it.each([
    [undefined, null],
    ["bytes=0-4", {start: 0, end: 4}],
    ["bytes=0-0", {start: 0, end: 0}],
    ["bytes=9-9", {start: 9, end: 9}],
    ["bytes=3-", {start: 3, end: 9}],
    ["bytes=3-99", {start: 3, end: 9}],
    ["bytes=-1", {start: 9, end: 9}],
    ["bytes=-99", {start: 0, end: 9}],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=10-", "unsatisfiable"],
    ["bytes=99999999999999999999-", "unsatisfiable"],
    ["bytes=5-1", null],
    ["bytes=0-1,3-4", null],
    ["bytes=-", null],
    ["bytes=a-b", null],
    ["lines=0-1", null],
    ["", null]
  ])("of %s in ten bytes", (header, range) => {
    expect(byteRange(header, 10)).toEqual(range);
  });

  it("finds no part of an empty file", () => {
    for (const header of ["bytes=0-", "bytes=-1", "bytes=0-0"])
      expect(byteRange(header, 0)).toBe("unsatisfiable");
  });
});

describe("isOwnHost", () => {
  it.each([
    "localhost",
    "localhost:3000",
    "LOCALHOST",
    "a.localhost:1",
    "127.0.0.1:3000",
    "127.1.2.3",
    "[::1]:80"
  ])("takes %s", (host) => {
    expect(isOwnHost(host)).toBe(true);
  });

  it.each([
    undefined,
    "",
    "x",
    "evil.com",
    "127.0.0.1.evil.com",
    "localhost.evil.com",
    "127.0.0.1@evil.com",
    "[::2]",
    "localhost:x",
    "10.0.0.1",
    "evillocalhost"
  ])("refuses %s", (host) => {
    expect(isOwnHost(host)).toBe(false);
  });
});

describe("acceptedEncoding", () => {
  it.each([
    [undefined, null],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["*", "br"],
    ["identity", null],
    ["br;q=x", null],
    ["gzip;q=0", null]
  ])("of %s", (header, encoding) => {
    expect(acceptedEncoding(header)).toBe(encoding);
  });
});

describe("contentPolicy", () => {
  it("names each inline script by its hash, once, and nothing that would let others run", () => {
    const policy = contentPolicy(
      '<script src="a.js"></script><script type="module">\r\nlet a;\n</script><SCRIPT>\nlet a;\n</SCRIPT>'
    );
    expect(policy.match(/'sha256-[^']+'/g)).toEqual([
      "'sha256-mVUM17+Pgbr9k4nIeoTtZL1k7gaurHNmkpipEynFfgk='"
    ]);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' /);
    expect(/script-src[^;]*/.exec(policy)![0]).not.toMatch(
      /unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|\*|https?:/
    );
  });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

describe("serveSite", () => {
  const text = "0123456789".repeat(500);
  let place: string;
  let server: SiteServer;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), "reasoning-boundary-serving-"));
    const folder = join(place, "site");
    mkdirSync(join(folder, "sub"), {recursive: true});
    writeFileSync(join(folder, "index.html"), "<script>let a;</script>");
    writeFileSync(join(folder, "data.json"), text);
    writeFileSync(join(folder, "data.arrow"), "0123456789");
    writeFileSync(join(folder, "empty.arrow"), "");
    writeFileSync(join(folder, ".secret"), "hidden");
    writeFileSync(join(folder, "sub/index.html"), "below");
    const outside = join(place, "outside.txt");
    writeFileSync(outside, "outside");
    symlinkSync(outside, join(folder, "link.txt"));
    server = await serveSite({folder, port: 4360});
  });

  afterAll(async () => {
    await server.close();
    rmSync(place, {recursive: true});
  });

  function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest({port: server.port, path, headers, method, agent: false}, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          resolve({status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts)});
        });
      });
      sent.on("error", reject);
      sent.end();
    });
  }

  it.each([
    ["bytes=0-0", 206, "0", "bytes 0-0/10"],
    ["bytes=-1", 206, "9", "bytes 9-9/10"],
    ["bytes=2-", 206, "23456789", "bytes 2-9/10"],
    ["bytes=5-1", 200, "0123456789", undefined],
    ["bytes=77-", 416, "", "bytes */10"],
    ["rubbish", 200, "0123456789", undefined]
  ])("answers Range: %s with %i", async (range, status, body, contentRange) => {
    const found = await ask("/data.arrow", {range});
    expect([found.status, String(found.body), found.headers["content-range"]]).toEqual([
      status,
      body,
      contentRange
    ]);
  });

  it("sends texts compressed, others and parts as they are, and an empty file", async () => {
    const brotli = await ask("/data.json", {"accept-encoding": "gzip, br"});
    const gzip = await ask("/data.json", {"accept-encoding": "gzip"});
    expect([brotli.headers["content-encoding"], gzip.headers["content-encoding"]]).toEqual(["br", "gzip"]);
    expect(String(brotliDecompressSync(brotli.body))).toBe(text);
    expect(String(gunzipSync(gzip.body))).toBe(text);
    expect(brotli.body.length).toBeLessThan(100);
    expect(String((await ask("/data.json")).body)).toBe(text);
    expect((await ask("/data.arrow", {"accept-encoding": "br"})).headers["content-encoding"]).toBeUndefined();
    const part = await ask("/data.json", {"accept-encoding": "br", range: "bytes=10-12"});
    expect([part.status, String(part.body)]).toEqual([206, "012"]);
    expect(await ask("/empty.arrow")).toMatchObject({status: 200, headers: {"content-length": "0"}});
  });

  it("tells HEAD what GET sends, and sends nothing again that has not changed", async () => {
    for (const headers of [{}, {"accept-encoding": "br"}] as Record<string, string>[]) {
      const get = await ask("/data.json", headers);
      const head = await ask("/data.json", headers, "HEAD");
      expect(head.body).toHaveLength(0);
      expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
    }
    const {headers} = await ask("/data.json");
    expect(await ask("/data.json", {"if-none-match": headers.etag!})).toMatchObject({status: 304});
  });

  it.each(["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"])("refuses %s", async (method) => {
    expect(await ask("/", {}, method)).toMatchObject({status: 405, headers: {allow: "GET, HEAD"}});
  });

  it.each(["evil.com", `evil.com:1`, "x"])("refuses the host %s", async (host) => {
    expect(await ask("/", {host})).toMatchObject({status: 403});
  });

  it("sends a page's policy with it, and that of a worker with a script", async () => {
    const page = await ask("/");
    expect(page.headers["content-security-policy"]).toMatch(
      /script-src 'self' 'wasm-unsafe-eval' 'sha256-.*frame-ancestors 'none'$/
    );
    expect(page.headers["x-content-type-options"]).toBe("nosniff");
    expect((await ask("/data.json")).headers["content-security-policy"]).not.toContain("sha256");
  });

  it.each([
    "/../../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/link.txt",
    "/.secret",
    "/sub",
    "/%00",
    "/%zz",
    "/a\\b",
    "/sub%2f..%2f.secret",
    "/data.json/"
  ])("finds nothing at %s", async (path) => {
    expect(await ask(path)).toMatchObject({status: 404});
  });

  it("survives whatever is sent to it", async () => {
    const sent = [
      "\0\u0001garbage\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.0\r\n\r\n",
      "GET http://evil.com/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET // HTTP/1.1\r\nHost: localhost\r\nRange: bytes=5-1\r\nConnection: close\r\n\r\n",
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"a".repeat(50_000)}\r\n\r\n`,
      "CONNECT evil.com:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
      "GET /data.json HTTP/1.1\r\nHost: localhost\r\nIf-Modified-Since: x\r\nAccept-Encoding: ;;;q=,,\r\nConnection: close\r\n\r\n"
    ];
    for (const bytes of sent) {
      await new Promise<void>((resolve) => {
        const socket = connect(server.port, "127.0.0.1", () => socket.write(bytes, "latin1"));
        socket.setTimeout(300, () => socket.destroy());
        socket.on("data", () => undefined);
        socket.on("error", () => undefined);
        socket.on("close", () => {
          resolve();
        });
      });
    }
    expect((await ask("/")).status).toBe(200);
  });
});

describe("a server that closes", () => {
  it("sends whole what it is sending, and waits for no answer without end", async () => {
    const server = await listen(4340, async ({url}, response) => {
      response.writeHead(200).write("begun");
      if (url === "/endless") return;
      await delay(100);
      response.end(", ended");
    });
    const endless = await fetch(`${server.url}endless`);
    const whole = await fetch(server.url);
    const closed = server.close();
    expect(await whole.text()).toBe("begun, ended");
    await expect(endless.text()).rejects.toThrow();
    await closed;
    await expect(fetch(server.url)).rejects.toThrow("fetch failed");
  });
});
