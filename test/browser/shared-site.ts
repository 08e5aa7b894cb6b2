import {execFile} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import type {TestProject} from "vitest/node";
import {writeControlsRun} from "../support/runs/controls-run.js";
import {writeCurvesRun} from "../support/runs/curves-run.js";
import type {StudyRun} from "../support/runs/study-run.js";
import {repository} from "../support/run-cli.js";

/** A run and the site that was built from it. */
export interface BuiltRun {
  /** The site. */
  folder: string;
  study: string;
  runs: string;
}

/** The runs whose sites test files share. */
const runs = {curves: writeCurvesRun, controls: writeControlsRun};

export type SharedRun = keyof typeof runs;

declare module "vitest" {
  interface ProvidedContext {
    /** Address below which a test gets a `BuiltRun` that all tests share by the run's name, as JSON. */
    sharedSite: string;
  }
}

/**
 * Set-up of the browser tests: builds the site of a shared run when a test file first asks for it, once for all files and
 * workers, and removes it at the end.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-shared-"));
  const built = new Map<string, Promise<BuiltRun>>();
  const server = createServer(({url}, response) => {
    const name = url!.slice(1);
    const site = built.get(name) ?? build(join(place, name), runs[name as SharedRun]);
    built.set(name, site);
    site.then(
      (run) => response.end(JSON.stringify(run)),
      (error: unknown) => response.writeHead(500).end(String(error))
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  project.provide("sharedSite", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return async () => {
    server.closeAllConnections();
    server.close();
    await Promise.allSettled(built.values());
    rmSync(place, {recursive: true, force: true});
  };
}

/** A process of its own builds: what starts the tests cannot load every module of ours. */
async function build(place: string, write: (folder: string) => Promise<StudyRun>): Promise<BuiltRun> {
  const {environment} = await write(place);
  const {BOUNDARY_STUDY: study, BOUNDARY_RUNS: runs} = environment;
  const folder = join(place, "dist");
  const args = ["scripts/bootstrap.mjs", "build", "--study", study, "--runs", runs, "--out", folder];
  await promisify(execFile)(process.execPath, args, {cwd: repository});
  return {folder, study, runs};
}
