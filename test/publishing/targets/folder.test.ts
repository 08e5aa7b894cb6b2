import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readArtefacts, refuseOther} from "../../../loaders/publishing/publish-report.js";
import {folderTarget} from "../../../loaders/publishing/targets/folder.js";
import {
  asStudy,
  pushSmall,
  writeSmallReport,
  type SmallReport
} from "../../support/publishing/small-report.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-publish-"));
const {signal} = new AbortController();

afterAll(() => {
  rmSync(place, {recursive: true, force: true});
});

beforeAll(async () => {
  await writeSmallReport(join(place, "made"));
}, 60_000);

/** A report of its own, to be changed. */
function report(): SmallReport {
  const folder = temporaryFolder();
  cpSync(join(place, "made"), folder, {recursive: true});
  return {site: join(folder, "site"), dataset: join(folder, "dataset")};
}

function manifestOf({site, dataset}: SmallReport): ReturnType<typeof readArtefacts>["manifest"] {
  return readArtefacts(site, dataset).manifest;
}

describe("folderTarget", () => {
  it("writes site and data set beside each other, and the second time only what changed", async () => {
    const out = join(temporaryFolder(), "new/place");
    const target = folderTarget(out, null);
    const made = report();
    const first = await pushSmall(target, made);
    expect(first.map(({kind, kept}) => [kind, kept])).toEqual([
      ["dataset", 0],
      ["site", 0]
    ]);
    const manifest = JSON.parse(readFileSync(join(out, "site/manifest.json"), "utf8")) as {dataset: string};
    expect(existsSync(join(out, "site", manifest.dataset, "workspace"))).toBe(true);
    const inode = (name: string): number => statSync(join(out, name)).ino;
    const before = [inode("site/.nojekyll"), inode("site/methods.html")];
    writeFileSync(join(made.site, "methods.html"), "changed");
    rmSync(join(made.site, "_file"), {recursive: true});
    const second = await pushSmall(target, made);
    expect(second).toMatchObject([
      {kind: "dataset", sent: 0, removed: 0, bytes: 0},
      {kind: "site", sent: 1, removed: 1, bytes: 7}
    ]);
    expect(inode("site/.nojekyll")).toBe(before[0]);
    expect(inode("site/methods.html")).not.toBe(before[1]);
    expect(readdirSync(out).sort()).toEqual(["dataset", "site"]);
  });

  it("keeps an earlier version at an address of its own", async () => {
    const out = join(temporaryFolder(), "place");
    const target = folderTarget(out, null);
    const first = report();
    const {identity} = manifestOf(first);
    await pushSmall(target, first);
    const next = report();
    for (const folder of [next.site, next.dataset]) {
      const file = join(folder, "manifest.json");
      const text = readFileSync(file, "utf8").replaceAll(identity, "f".repeat(64));
      writeFileSync(file, text);
    }
    await pushSmall(target, next);
    const old = join(out, "site/v", identity.slice(0, 12));
    expect(JSON.parse(readFileSync(join(old, "manifest.json"), "utf8"))).toMatchObject({identity});
    expect(readFileSync(join(old, "methods.html"), "utf8")).toBe(
      readFileSync(join(first.site, "methods.html"), "utf8")
    );
    const listed = JSON.parse(readFileSync(join(out, "site/versions.json"), "utf8")) as {identity: string}[];
    expect(listed.map((version) => version.identity)).toEqual(["f".repeat(64), identity]);
  });

  it("leaves what was there when it is stopped half-way", async () => {
    const out = temporaryFolder();
    const target = folderTarget(out, null);
    const made = report();
    await pushSmall(target, made);
    const before = readFileSync(join(out, "site/index.html"), "utf8");
    writeFileSync(join(made.site, "index.html"), "new");
    const controller = new AbortController();
    const stopped = pushSmall(target, made, {
      signal: controller.signal,
      onStep: (step) => {
        if (step === "site") controller.abort();
      }
    });
    await expect(stopped).rejects.toThrow("aborted");
    expect(readFileSync(join(out, "site/index.html"), "utf8")).toBe(before);
    expect(readdirSync(out).sort()).toEqual(["dataset", "site"]);
  });

  it("is refused where another report, or something that is none, lies", async () => {
    const made = report();
    const out = temporaryFolder();
    const target = folderTarget(out, null);
    await refuseOther(target, manifestOf(made), signal);
    await pushSmall(target, made);
    await refuseOther(target, manifestOf(made), signal);
    asStudy(made, "other");
    await expect(refuseOther(target, manifestOf(made), signal)).rejects.toThrow(
      /has the report of the study test-study, this is other: .*--force/
    );
    const full = temporaryFolder();
    mkdirSync(join(full, "site"));
    writeFileSync(join(full, "site/mine.txt"), "mine");
    await expect(refuseOther(folderTarget(full, null), manifestOf(made), signal)).rejects.toThrow(
      /is there, without a report's manifest.json: .*--force/
    );
  });
});
