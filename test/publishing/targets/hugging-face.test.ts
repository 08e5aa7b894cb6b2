import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from "vitest";
import {readArtefacts, refuseOther} from "../../../loaders/publishing/publish-report.js";
import {huggingFaceTarget} from "../../../loaders/publishing/targets/hugging-face/hugging-face.js";
import type {PublishTarget} from "../../../loaders/publishing/target.js";
import {HubServer} from "../../support/publishing/hub-server.js";
import {
  asStudy,
  pushSmall,
  writeSmallReport,
  type SmallReport
} from "../../support/publishing/small-report.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-publish-"));
const {signal} = new AbortController();
const token = `hf_${"a1B2".repeat(9)}`;
const to = "a-reader/report";

afterAll(() => {
  rmSync(place, {recursive: true, force: true});
});

beforeAll(async () => {
  await writeSmallReport(join(place, "made"));
}, 60_000);

function report(): SmallReport {
  const folder = temporaryFolder();
  cpSync(join(place, "made"), folder, {recursive: true});
  return {site: join(folder, "site"), dataset: join(folder, "dataset")};
}

async function hub(isPublic = false): Promise<{server: HubServer; target: PublishTarget}> {
  const server = new HubServer(token);
  await server.listen();
  onTestFinished(() => {
    server.close();
  });
  const environment = {HF_TOKEN: token, HF_ENDPOINT: server.url};
  return {server, target: huggingFaceTarget({to, isPublic, environment, pause: 1})};
}

describe("huggingFaceTarget", {timeout: 60_000}, () => {
  it("makes a private data set and a private static Space, one commit each, that names the data's commit", async () => {
    const {server, target} = await hub();
    const made = report();
    expect(await target.published(signal)).toEqual({kind: "nothing"});
    const pushed = await pushSmall(target, made);
    expect(pushed.map(({kind, kept}) => [kind, kept])).toEqual([
      ["dataset", 0],
      ["site", 0]
    ]);
    for (const [name, {visibility, commits}] of server.repositories)
      expect([name, visibility, commits.length]).toEqual([name, "private", 2]);
    const data = server.files("dataset", to);
    expect([...data].filter(([, {isLfs}]) => isLfs).map(([path]) => path)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^data\/.*\.parquet$/)])
    );
    for (const {place: path, file} of readArtefacts(made.site, made.dataset).dataset.files)
      expect(data.get(path)?.bytes.equals(readFileSync(file)), path).toBe(true);
    const site = server.files("space", to);
    const manifest = JSON.parse(site.get("manifest.json")!.bytes.toString()) as {dataset: string};
    const oid = server.repositories.get(`datasets/${to}`)!.commits[1]!.oid;
    expect(manifest.dataset).toBe(`${server.url}/datasets/${to}/resolve/${oid}`);
    const card = site.get("README.md")!.bytes.toString();
    expect(card).toMatch(
      /^---\ntitle: "A study written by a test"\n[^]*sdk: static\napp_file: index\.html\n/
    );
    // What the Hub put there when the Space was made.
    expect([site.has("style.css"), site.has(".gitattributes")]).toEqual([false, true]);
    expect(Buffer.concat(server.received).includes(token)).toBe(false);
  });

  it("sends the second time only what changed, and nothing where nothing did", async () => {
    const {server, target} = await hub(true);
    const made = report();
    await pushSmall(target, made);
    expect(server.repositories.get(`spaces/${to}`)!.visibility).toBe("public");
    const again = await pushSmall(target, made);
    expect(again.map(({sent, removed}) => sent + removed)).toEqual([0, 0]);
    server.received.length = 0;
    writeFileSync(join(made.site, "methods.html"), "changed");
    rmSync(join(made.site, "_file"), {recursive: true});
    const second = await pushSmall(target, made);
    expect(second).toMatchObject([
      {kind: "dataset", sent: 0},
      {kind: "site", sent: 1, removed: 1, bytes: 7}
    ]);
    expect(server.repositories.get(`spaces/${to}`)!.commits).toHaveLength(3);
    expect(Buffer.concat(server.received).length).toBeLessThan(2000);
  });

  it("waits after 429 and 503, and reads again what is there when somebody else has committed", async () => {
    const {server, target} = await hub();
    server.faults.push(
      {matches: /POST .*\/preupload\//, status: 429, headers: {"retry-after": "0"}},
      {matches: /PUT \/upload/, status: 503},
      {
        matches: /POST .*datasets.*\/commit\//,
        status: 412,
        before: () => {
          server.commitBeside("dataset", to, "theirs.txt");
        }
      }
    );
    const steps: string[] = [];
    await pushSmall(target, report(), {onStep: (step) => void steps.push(step)});
    expect(server.faults).toEqual([]);
    expect(steps).toEqual(expect.arrayContaining(["the Hub answers 429, again in 0 s"]));
    const {commits} = server.repositories.get(`datasets/${to}`)!;
    expect(commits.map(({title}) => title)).toMatchObject([
      "initial commit",
      "beside",
      expect.stringMatching(/^Data set [0-9a-f]{12} of test-study$/)
    ]);
    expect(server.files("dataset", to).has("theirs.txt")).toBe(false);
  });

  it("leaves the old report whole when it dies between data and site", async () => {
    const {server, target} = await hub();
    const made = report();
    await pushSmall(target, made);
    const before = server.files("space", to);
    writeFileSync(join(made.dataset, "README.md"), "new");
    const controller = new AbortController();
    const stopped = pushSmall(target, made, {
      signal: controller.signal,
      onStep: (step) => {
        if (step.startsWith("Space")) controller.abort();
      }
    });
    await expect(stopped).rejects.toThrow();
    expect(server.files("space", to)).toBe(before);
    const {dataset} = JSON.parse(before.get("manifest.json")!.bytes.toString()) as {dataset: string};
    const response = await fetch(`${dataset}/README.md`, {headers: {authorization: `Bearer ${token}`}});
    expect(await response.text()).toContain("The site that shows these numbers: https://example.org/report/");
  });

  it("refuses what another report has, and says in a line what the Hub refuses", async () => {
    const {server, target} = await hub();
    const made = report();
    await pushSmall(target, made);
    asStudy(made, "other");
    const {manifest} = readArtefacts(made.site, made.dataset);
    await expect(refuseOther(target, manifest, signal)).rejects.toThrow(
      /has the report of the study test-study/
    );
    const wrong = {HF_TOKEN: `hf_${"x".repeat(34)}`, HF_ENDPOINT: server.url};
    const refused = huggingFaceTarget({to, isPublic: false, environment: wrong, pause: 1});
    await expect(pushSmall(refused, made)).rejects.toThrow(
      /datasets\/a-reader\/report: the Hub answers 401 .*: give HF_TOKEN a token that may write there$/
    );
    const none = huggingFaceTarget({to, isPublic: false, environment: {}});
    await expect(none.published(signal)).rejects.toThrow(/^set HF_TOKEN to a token that may write/);
    expect(() => huggingFaceTarget({to: "report", isPublic: false, environment: {}})).toThrow(
      /^--to report: give the owner and a name/
    );
  });
});
