import {createHash} from "node:crypto";
import pLimit from "p-limit";
import {MANIFEST, type ReportManifest} from "../../../publication/identity/report-manifest.js";
import {UserError} from "../../../schema/user-error.js";
import {mediaType} from "../../../serving/site-file.js";
import {streamedHash} from "../../../store/file-hash.js";
import {readArtefact, totalBytes, type Artefact, type ArtefactFile} from "../../artefact.js";
import {hostLimits} from "../../host-limits.js";
import {linkSite} from "../../link-artefacts.js";
import {publishedText} from "../../manifest-text.js";
import type {Published, PublishTarget, Pushed, PushOptions} from "../../target.js";
import {bucketAccess} from "../../../remote/bucket-access.js";
import {Bucket} from "../../../remote/bucket.js";

/** Where all versions lie below the place that is published to, each under its own name and never changed. */
const VERSIONS = "reports";
/** What a version holds, written last: a version that has it is whole. */
const FILES = "files.json";
const CONNECTIONS = 8;

export interface S3Options {
  /** `s3://bucket` or `s3://bucket/folder`. */
  to: string;
  environment: NodeJS.ProcessEnv;
  /** Address that the place has on the web, for people. */
  origin: string | null;
  pause?: number;
}

/** SHA-256 of files by their places in a version. */
type Hashes = Record<string, string>;

/**
 * A bucket of S3 or of a host that speaks like it. A version lies under `reports/`; `manifest.json` and `index.html` above it
 * lead to the newest, and are written when it is whole.
 */
export function s3Target({to, environment, origin, pause = 1000}: S3Options): PublishTarget {
  const [, bucket, folder = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)\/?(.*?)\/*$/.exec(to) ?? [];
  if (bucket === undefined) throw new UserError(`--to ${to}: give s3://BUCKET or s3://BUCKET/FOLDER`);
  const prefix = folder === "" ? "" : `${folder}/`;
  const open = (signal: AbortSignal, onStep: (step: string) => void = () => undefined): Bucket =>
    new Bucket(bucketAccess(bucket, environment), {
      signal,
      pause,
      onWait: (reason, milliseconds) => {
        onStep(`the host ${reason}, again in ${Math.ceil(milliseconds / 1000)} s`);
      }
    });
  return {
    name: origin ?? `s3://${bucket}/${prefix}`,
    base: "/",
    // A page lies in its version, whose name nobody knows before it is built.
    origin: null,
    siteFromDataset: "../site",
    namesPages: true,
    limits: {site: hostLimits.s3, dataset: hostLimits.s3},
    ready: () => void bucketAccess(bucket, environment),
    published: async (signal) => published(open(signal), prefix),
    push: async (options) => push(open(options.signal, options.onStep), prefix, options)
  };
}

async function published(bucket: Bucket, prefix: string): Promise<Published> {
  const text = await bucket.text(`${prefix}${MANIFEST}`);
  if (text !== null) return publishedText(text, `has a ${MANIFEST}`);
  const others = [...(await bucket.list(prefix, 2)).keys()].filter(
    // What a first push that died has left.
    (key) => !key.startsWith(`${prefix}${VERSIONS}/`)
  );
  return others.length === 0 ? {kind: "nothing"} : {kind: "other", what: `has ${others[0]!}`};
}

async function push(
  bucket: Bucket,
  prefix: string,
  {site, dataset, manifest, onStep, onProgress}: PushOptions
): Promise<Pushed[]> {
  linkSite(site.folder, dataset === null ? null : "../dataset");
  const artefacts = [...(dataset === null ? [] : [dataset]), readArtefact("site", site.folder)];
  onStep("hashes of all files");
  const files = await hashedFiles(artefacts);
  const hashes = Object.fromEntries(files.map(({place, sha256}) => [place, sha256]));
  const version = versionOf(manifest, hashes);
  const target = `${prefix}${VERSIONS}/${version}/`;
  onStep("what is there");
  const there = await bucket.list(target);
  const old = await newestHashes(bucket, prefix);
  onStep(`version ${version}`);
  const sent = new Set<string>();
  const limit = pLimit(CONNECTIONS);
  let done = 0;
  await Promise.all(
    files.map((file) =>
      limit(async () => {
        if (there.get(target + file.place) !== file.bytes) {
          const source = old.get(file.sha256);
          if (source !== undefined) await bucket.copy(source, target + file.place);
          else {
            await putFile(bucket, target, file);
            sent.add(file.place);
          }
        }
        onProgress(++done, files.length);
      })
    )
  );
  await putText(bucket, `${target}${FILES}`, JSON.stringify(hashes, null, 1) + "\n", "no-cache");
  onStep("the newest version is this one");
  await point(bucket, prefix, version, {
    ...manifest,
    dataset: dataset === null ? null : `${VERSIONS}/${version}/dataset`
  });
  return artefacts.map(({kind, files: own}) => {
    const fresh = own.filter(({place}) => sent.has(`${kind}/${place}`));
    return {
      kind,
      place: `${target}${kind}/`,
      sent: fresh.length,
      removed: 0,
      kept: own.length - fresh.length,
      bytes: totalBytes(fresh),
      version
    };
  });
}

type HashedFile = ArtefactFile & {sha256: string};

/** Files of all artefacts, by their places in a version. */
async function hashedFiles(artefacts: readonly Artefact[]): Promise<HashedFile[]> {
  const hashed: HashedFile[] = [];
  for (const {kind, files} of artefacts)
    for (const file of files)
      hashed.push({...file, place: `${kind}/${file.place}`, sha256: await streamedHash(file.file)});
  return hashed;
}

/** Name of a version: the report's identity, and a hash of all files, which a newer tool writes otherwise. */
function versionOf({identity}: ReportManifest, hashes: Hashes): string {
  const all = createHash("sha256").update(JSON.stringify(hashes)).digest("hex");
  return `${identity.slice(0, 12)}-${all.slice(0, 8)}`;
}

/** Keys of the newest version by the hash of what they hold: the host copies what did not change. */
async function newestHashes(bucket: Bucket, prefix: string): Promise<Map<string, string>> {
  const text = await bucket.text(`${prefix}${MANIFEST}`);
  const found = text === null ? null : publishedText(text, "");
  const place = found?.kind === "report" ? found.manifest.dataset?.replace(/\/dataset$/, "/") : undefined;
  const files = place === undefined ? null : await bucket.text(`${prefix}${place}${FILES}`);
  const hashes = files === null ? {} : (JSON.parse(files) as Hashes);
  return new Map(Object.entries(hashes).map(([name, sha256]) => [sha256, `${prefix}${place ?? ""}${name}`]));
}

function putFile(bucket: Bucket, target: string, {place, file, bytes, sha256}: HashedFile): Promise<unknown> {
  return bucket.put({
    key: target + place,
    body: {file, bytes},
    sha256,
    type: mediaType(place),
    cacheControl: "public, max-age=31536000, immutable"
  });
}

function putText(bucket: Bucket, key: string, text: string, cacheControl: string): Promise<unknown> {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return bucket.put({key, body: {text}, sha256, type: mediaType(key), cacheControl});
}

/** Lets the place lead to a version: a manifest for programs, and a page, which comes last, for readers. */
async function point(
  bucket: Bucket,
  prefix: string,
  version: string,
  manifest: ReportManifest
): Promise<void> {
  const page = `${VERSIONS}/${version}/site/index.html`;
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Report</title>
<meta http-equiv="refresh" content="0; url=${page}">
<p><a href="${page}">The report</a></p>
</html>
`;
  await putText(bucket, `${prefix}${MANIFEST}`, JSON.stringify(manifest, null, 1) + "\n", "no-cache");
  await putText(bucket, `${prefix}index.html`, html, "no-cache");
}
