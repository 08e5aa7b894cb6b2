import {spawn} from "node:child_process";
import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import {expect, onTestFinished, test} from "vitest";
import {serverScript} from "../../loaders/cluster/server-script.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** A server that answers, called as vLLM is. */
const SERVER = `
import {createServer} from "node:http";
const port = Number(process.argv[process.argv.indexOf("--port") + 1]);
createServer((_, response) => response.end("{}")).listen(port, "127.0.0.1");
`;

test(
  "a server's address is in the folder from when it answers until it is ended",
  {timeout: 60_000},
  async () => {
    const folder = temporaryFolder();
    const endpoints = join(folder, "servers");
    writeFileSync(join(folder, "server.mjs"), SERVER);
    const text = serverScript({
      partition: null,
      account: null,
      time: null,
      cpus: null,
      memory: null,
      gpus: null,
      atOnce: null,
      servers: 1,
      model: "m",
      endpoints,
      logs: folder,
      more: [],
      program: [process.execPath, join(folder, "server.mjs")]
    });
    writeFileSync(join(folder, "server.sh"), text);
    const task = spawn("bash", [join(folder, "server.sh")], {
      stdio: "ignore",
      env: {
        PATH: process.env.PATH,
        SLURM_ARRAY_TASK_ID: "0",
        SLURM_JOB_ID: String(process.pid),
        BOUNDARY_SERVER_HOST: "127.0.0.1"
      }
    });
    onTestFinished(() => {
      task.kill("SIGTERM");
    });
    const file = join(endpoints, "server-0");
    for (let tries = 0; tries < 400 && !existsSync(file); tries++) await delay(100);
    const address = readFileSync(file, "utf8").trim();
    expect(await (await fetch(`${address}/v1/models`)).text()).toBe("{}");
    const ended = new Promise((done) => task.once("close", done));
    task.kill("SIGTERM");
    expect(await ended).toBe(143);
    expect(readdirSync(endpoints)).toEqual([]);
    await expect(fetch(address)).rejects.toThrow("fetch failed");
  }
);
