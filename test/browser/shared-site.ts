import {execFile} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import type {TestProject} from "vitest/node";
import {writeCurvesRun} from "../support/runs/curves-run.js";
import {repository} from "../support/run-cli.js";

/** A run and the site that was built from it. */
export interface BuiltRun {
  /** The site. */
  folder: string;
  study: string;
  runs: string;
}

declare module "vitest" {
  interface ProvidedContext {
    /** Address where a test gets the `BuiltRun` that all tests share, as JSON. */
    sharedSite: string;
  }
}

/**
 * Set-up of the browser tests: builds the site of the curves' run when a test file first asks for it, once for all files and
 * workers, and removes it at the end.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-shared-"));
  let built: Promise<BuiltRun> | undefined;
  const server = createServer((_, response) => {
    built ??= build(place);
    built.then(
      (run) => response.end(JSON.stringify(run)),
      (error: unknown) => response.writeHead(500).end(String(error))
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  project.provide("sharedSite", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return async () => {
    server.closeAllConnections();
    server.close();
    await built?.catch(() => undefined);
    rmSync(place, {recursive: true, force: true});
  };
}

/** A process of its own builds: what starts the tests cannot load every module of ours. */
async function build(place: string): Promise<BuiltRun> {
  const {environment} = await writeCurvesRun(place);
  const {BOUNDARY_STUDY: study, BOUNDARY_RUNS: runs} = environment;
  const folder = join(place, "dist");
  const args = ["scripts/bootstrap.mjs", "build", "--study", study, "--runs", runs, "--out", folder];
  await promisify(execFile)(process.execPath, args, {cwd: repository});
  return {folder, study, runs};
}
