import {readdirSync, readFileSync, statSync} from "node:fs";
import {dirname, join} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import {expect, it, onTestFinished} from "vitest";
import {createModelAccess, type ModelAccess} from "../../../loaders/engines/model-access.js";
import type {Engine} from "../../../loaders/engines/engine.js";
import type {Policy} from "../../../loaders/schema/study.js";
import type {LiveState} from "../../../loaders/site/live/live-state.js";
import {SiteBuilder} from "../../../loaders/site/site-builder.js";
import {checkFiles} from "../../../loaders/store/check-files.js";
import type {LiveBuildOptions} from "../../../scripts/shared/live/live-builds.js";
import {runLive} from "../../../scripts/shared/live/run-live.js";
import {buildStep, sampleStep, scoreStep, verifyStep} from "../../../scripts/shared/steps.js";
import {smallStudy} from "./small-study.js";
import {missingFiles} from "./whole-pages.js";

/** Every file of a folder with its bytes. */
function bytes(folder: string): Record<string, string> {
  const names = readdirSync(folder, {recursive: true, encoding: "utf8"}).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), "base64")]));
}

let plain: Promise<Record<string, string>> | undefined;

/** The site of the small study, made step by step; the same for every test. */
function plainSite(): Promise<Record<string, string>> {
  return (plain ??= makePlainSite());
}

/** The site of a study that is sampled, judged and built step by step. */
async function makePlainSite(): Promise<Record<string, string>> {
  const {study, run, report} = smallStudy();
  const step = {study, run, signal: new AbortController().signal, isQuiet: true};
  await sampleStep(step);
  await verifyStep(step);
  await scoreStep(step, {skipUnavailable: true});
  // Made by Framework, and not from pages that another build has kept.
  const builder = new SiteBuilder(report.workspace.cache, null);
  await buildStep({...report, runs: dirname(run.path), base: "/", builder});
  builder.close();
  return bytes(report.out);
}

function expectSame(site: Record<string, string>, plain: Record<string, string>): void {
  expect(Object.keys(site)).toEqual(Object.keys(plain));
  // It names the files of the run, which the two draw in other parts.
  const names = Object.keys(site).filter((name) => name !== "manifest.json");
  expect(names.filter((name) => site[name] !== plain[name])).toEqual([]);
}

interface Seen {
  states: LiveState[];
  /** What a reader found at each build. */
  reads: {build: number; pages: number; missing: string[]; page: string}[];
}

/** A live run that builds as often as it can, with a reader who looks at each build; `until` may end it. */
async function liveRun(small: LiveBuildOptions, until: (state: LiveState) => boolean = () => false) {
  const controller = new AbortController();
  const seen: Seen = {states: [], reads: []};
  let reading: Promise<void> = Promise.resolve();
  const [firstBuild, models] = patientModels();
  const server = await runLive({
    ...small,
    models,
    signal: controller.signal,
    isQuiet: true,
    port: 4300,
    chunkSize: 100,
    interval: 0,
    onServe: ({url}) => {
      reading = read(url, seen, controller);
      // Awaited below, unless the run fails first: then that failure is told.
      reading.catch(() => undefined);
    },
    onBuild: (state) => {
      seen.states.push(state);
      firstBuild();
      if (until(state)) controller.abort();
    }
  });
  controller.abort();
  await reading;
  await models.close();
  return {server, seen};
}

/** The study's models, which draw no more than the first round before the function is called. */
function patientModels(): [() => void, ModelAccess] {
  const access = createModelAccess();
  let go = (): void => undefined;
  const built = new Promise<void>((resolve) => (go = resolve));
  const load = async (policy: Policy): Promise<Engine> => {
    const engine = await access.load(policy);
    return {
      name: engine.name,
      source: engine.source,
      batchSize: engine.batchSize,
      concurrency: engine.concurrency,
      generate: async (requests) => {
        if (requests.some(({key}) => key!.sampleIndex >= 16)) await built;
        return engine.generate(requests);
      },
      close: () => engine.close()
    };
  };
  return [
    () => {
      go();
    },
    {...access, load}
  ];
}

/** Reads until the run is over. A server that ends with its run may end between two answers to the reader. */
async function read(url: string, {reads}: Seen, {signal}: AbortController): Promise<void> {
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    try {
      reads.push(await readOnce(url));
    } catch (error) {
      if (!isOver()) throw error;
    }
    await delay(50);
  }
}

async function readOnce(url: string): Promise<Seen["reads"][number]> {
  const {build} = (await (await fetch(`${url}_live/state.json`)).json()) as LiveState;
  const page = await (await fetch(url)).text();
  const found = build === 0 ? {pages: 0, missing: []} : await missingFiles(url);
  return {build, page, ...found};
}

it(
  "serves a page that waits, then whole reports of a part, and at last the report that a plain run makes",
  {timeout: 300_000},
  async () => {
    const small = smallStudy();
    const {server, seen} = await liveRun(small);
    onTestFinished(() => server?.close());
    const [first] = seen.states;
    expect(first!.judged).toBeLessThan(first!.total);
    expect(first!.drawn).toBeLessThan(first!.total);
    expect(seen.reads[0]!.build).toBe(0);
    expect(seen.reads[0]!.page).toContain("of 800 completions");
    const reports = seen.reads.filter(({pages}) => pages > 0);
    expect(reports.length).toBeGreaterThan(0);
    expect(reports.flatMap(({missing}) => missing)).toEqual([]);
    expect(reports[0]!.page).toContain('<meta name="so-far" content="so far: ');
    expect(await (await fetch(server!.url)).text()).toContain("/_live/line.js");
    expect(await missingFiles(server!.url)).toMatchObject({missing: []});
    const site = bytes(small.report.out);
    const words = Buffer.from(site["index.html"]!, "base64").toString();
    expect(words).not.toContain("_live");
    expect(words).not.toContain("so-far");
    expectSame(site, await plainSite());
    expect(readdirSync(small.report.workspace.cache)).not.toEqual([]);
    await server!.close();
    expect(readdirSync(small.report.workspace.cache)).toEqual([]);
  }
);

it("goes on where an interrupted live run was, and ends in the same report", {timeout: 300_000}, async () => {
  const small = smallStudy();
  const {server: none} = await liveRun(small, ({build}) => build === 1);
  expect(none).toBeNull();
  expect(readdirSync(small.report.workspace.cache)).toEqual([]);
  expect(checkFiles(small.run.path)).toMatchObject({unknown: [], faults: []});
  const {server} = await liveRun(small);
  await server!.close();
  expect(checkFiles(small.run.path)).toMatchObject({unknown: [], faults: []});
  expectSame(bytes(small.report.out), await plainSite());
});
