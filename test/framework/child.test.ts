import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {describe, expect, it, onTestFinished} from "vitest";
import {runGuarded} from "../../loaders/framework/child.js";

describe("the network guard", () => {
  const attempts = {
    fetch: "await fetch('http://192.0.2.1/')",
    "node:http": "await new Promise((done) => (await import('node:http')).get('http://192.0.2.1/', done))",
    "node:net": "(await import('node:net')).connect(80, '192.0.2.1')",
    "node:dns": "(await import('node:dns')).lookup('example.org', () => {})"
  };

  it.each(Object.entries(attempts))("stops %s, and says so", async (_, code) => {
    const source = code.replace("new Promise((done) => (await", "new Promise(async (done) => (await");
    const {code: exit, stderr} = await runGuarded(["--input-type=module", "-e", source], {});
    expect(exit).not.toBe(0);
    expect(stderr).toMatch(/network blocked: the build asked for (http:\/\/)?(192\.0\.2\.1|example\.org)/);
  });

  it("lets the machine talk to itself", async () => {
    const server = createServer((_, response) => response.end("here")).listen(0, "127.0.0.1");
    onTestFinished(() => {
      server.close();
    });
    await new Promise((done) => server.once("listening", done));
    const {port} = server.address() as AddressInfo;
    const source = `console.log(await (await fetch('http://127.0.0.1:${port}/')).text())`;
    expect(await runGuarded(["--input-type=module", "-e", source], {})).toMatchObject({
      code: 0,
      stdout: "here\n"
    });
  });
});
