import {createHash} from "node:crypto";
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readArtefacts, refuseOther} from "../../../loaders/publishing/publish-report.js";
import {bucketAccess} from "../../../loaders/remote/bucket-access.js";
import {Bucket} from "../../../loaders/remote/bucket.js";
import {s3Target} from "../../../loaders/publishing/targets/s3/s3.js";
import type {PublishTarget} from "../../../loaders/publishing/target.js";
import {
  asStudy,
  pushSmall,
  writeSmallReport,
  type SmallReport
} from "../../support/publishing/small-report.js";
import {bucketKeys, bucketServer, type BucketServer} from "../../support/remote/bucket-server.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-publish-"));
const {signal} = new AbortController();

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

interface Store extends BucketServer {
  target: PublishTarget;
  bucket: Bucket;
}

async function store(): Promise<Store> {
  const server = await bucketServer("reports");
  const {url} = server;
  const environment = {...bucketKeys, AWS_ENDPOINT_URL: url};
  const bucket = new Bucket(bucketAccess("reports", environment), {signal, tries: 1});
  const target = s3Target({to: "s3://reports/mine", environment, origin: null, pause: 1});
  return {target, bucket, ...server};
}

describe("s3Target", {timeout: 60_000}, () => {
  it("puts a whole version, byte for byte, and leads to it last", async () => {
    const {target, bucket, requests, fault} = await store();
    const made = report();
    let isFirst = true;
    fault.status = (line) => {
      if (!isFirst || !line.startsWith("PUT")) return null;
      isFirst = false;
      return 503;
    };
    expect(await target.published(signal)).toEqual({kind: "nothing"});
    const pushed = await pushSmall(target, made);
    expect(pushed.map(({kind, kept}) => [kind, kept])).toEqual([
      ["dataset", 0],
      ["site", 0]
    ]);
    const puts = requests.filter((line) => line.startsWith("PUT"));
    expect(puts.slice(-2)).toEqual(["PUT /reports/mine/manifest.json", "PUT /reports/mine/index.html"]);
    const manifest = JSON.parse((await bucket.text("mine/manifest.json"))!) as {dataset: string};
    expect(manifest.dataset).toMatch(/^reports\/[0-9a-f]{12}-[0-9a-f]{8}\/dataset$/);
    const {site, dataset} = readArtefacts(made.site, made.dataset);
    const version = `mine/${manifest.dataset.replace(/dataset$/, "")}`;
    for (const {kind, files} of [site, dataset])
      for (const {place: path, file} of files)
        if (/\.(json|jsonl|html|yaml|md)$/.test(path))
          expect(await bucket.text(`${version}${kind}/${path}`), path).toBe(readFileSync(file, "utf8"));
    expect(await bucket.text("mine/index.html")).toContain(
      `url=${version.replace("mine/", "")}site/index.html"`
    );
    const listed = await bucket.list(version);
    expect(listed.size).toBe(site.files.length + dataset.files.length + 1);
  });

  it("names type and hash of an object, and the host refuses what is signed by another key", async () => {
    const {target, url, bucket} = await store();
    const made = report();
    await pushSmall(target, made);
    const [key = ""] = [...(await bucket.list("mine/reports/")).keys()].filter((each) =>
      each.endsWith("site/methods.html")
    );
    const response = await fetch(`${url}/reports/${key}`);
    expect(response.headers.get("content-type")).toMatch(/^text\/html; ?charset=utf-8$/);
    expect(response.headers.get("x-amz-meta-sha256")).toBe(
      createHash("sha256")
        .update(readFileSync(join(made.site, "methods.html")))
        .digest("hex")
    );
    const wrong = {...bucketKeys, AWS_SECRET_ACCESS_KEY: "another", AWS_ENDPOINT_URL: url};
    const refused = s3Target({to: "s3://reports/mine", environment: wrong, origin: null, pause: 1});
    await expect(refused.published(signal)).rejects.toThrow(
      /the host answers 403 SignatureDoesNotMatch .*: give keys that may read, list and write there$/
    );
  });

  it("sends the second time only what changed: the host copies the rest, and old versions stay", async () => {
    const {target, bucket, requests} = await store();
    const made = report();
    const [first] = await pushSmall(target, made);
    requests.length = 0;
    const again = await pushSmall(target, made);
    expect(again.map(({sent, version}) => [sent, version])).toEqual([
      [0, first!.version],
      [0, first!.version]
    ]);
    writeFileSync(join(made.site, "methods.html"), "changed");
    requests.length = 0;
    const second = await pushSmall(target, made);
    expect(second).toMatchObject([
      {kind: "dataset", sent: 0},
      {kind: "site", sent: 1, bytes: 7}
    ]);
    const puts = requests.filter((line) => line.startsWith("PUT") && !line.endsWith("copy"));
    expect(puts.map((line) => line.replace(/^.*\//, ""))).toEqual([
      "methods.html",
      "files.json",
      "manifest.json",
      "index.html"
    ]);
    const versions = new Set(
      [...(await bucket.list("mine/reports/")).keys()].map((key) => key.split("/")[2])
    );
    expect(versions.size).toBe(2);
  });

  it("leaves the old report whole when it dies half-way, and goes on from there", async () => {
    const {target, bucket, requests, fault} = await store();
    const made = report();
    await pushSmall(target, made);
    const before = [await bucket.text("mine/manifest.json"), await bucket.text("mine/index.html")];
    for (const name of ["one.html", "two.html"]) writeFileSync(join(made.site, name), name);
    fault.status = (line) => (line.includes("two.html") ? 403 : null);
    await expect(pushSmall(target, made)).rejects.toThrow(/two\.html: the host answers 403/);
    expect([await bucket.text("mine/manifest.json"), await bucket.text("mine/index.html")]).toEqual(before);
    fault.status = () => null;
    requests.length = 0;
    const [, site] = await pushSmall(target, made);
    expect(site).toMatchObject({sent: 1, bytes: "two.html".length});
  });

  it("refuses what another report has, and a bucket with something else", async () => {
    const {target, bucket, url} = await store();
    const made = report();
    await pushSmall(target, made);
    asStudy(made, "other");
    const {manifest} = readArtefacts(made.site, made.dataset);
    await expect(refuseOther(target, manifest, signal)).rejects.toThrow(
      /has the report of the study test-study/
    );
    const text = "mine";
    const sha256 = createHash("sha256").update(text).digest("hex");
    await bucket.put({
      key: "theirs/a b.txt",
      body: {text},
      sha256,
      type: "text/plain",
      cacheControl: "no-cache"
    });
    const environment = {...bucketKeys, AWS_ENDPOINT_URL: url};
    const theirs = s3Target({to: "s3://reports/theirs", environment, origin: null, pause: 1});
    await expect(refuseOther(theirs, manifest, signal)).rejects.toThrow(/has theirs\/a b\.txt: .*--force/);
    const none = s3Target({to: "s3://nowhere", environment, origin: null, pause: 1});
    await expect(none.published(signal)).rejects.toThrow(/NoSuchBucket .*: make the bucket first$/);
    expect(() => s3Target({to: "reports", environment, origin: null})).toThrow(
      /^--to reports: give s3:\/\/BUCKET/
    );
    expect(() => {
      s3Target({to: "s3://reports", environment: {}, origin: null}).ready();
    }).toThrow(/^set AWS_ACCESS_KEY_ID/);
  });
});
