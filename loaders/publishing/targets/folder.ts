import {
  copyFileSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync
} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {readReportManifest} from "../../publication/identity/read-manifest.js";
import {MANIFEST} from "../../publication/identity/report-manifest.js";
import {keepVersions} from "../../publication/versions/keep-versions.js";
import {replaceFolder, sweepFolders} from "../../site/fresh-site.js";
import {streamedHash} from "../../store/file-hash.js";
import {shownPath} from "../../workspace/workspace.js";
import {readArtefact, totalBytes, type Artefact, type ArtefactFile} from "../artefact.js";
import {hostLimits} from "../host-limits.js";
import {linkSite} from "../link-artefacts.js";
import type {Published, PublishTarget, Pushed, PushOptions} from "../target.js";

/** A folder of this machine, or one that a file server or a synchronised drive shows: `site` and `dataset` in it. */
export function folderTarget(place: string, origin: string | null): PublishTarget {
  const folder = resolve(place);
  return {
    name: `the folder ${shownPath(folder)}`,
    base: "/",
    origin,
    siteFromDataset: origin ?? "../site",
    namesPages: true,
    limits: {site: hostLimits.folder, dataset: hostLimits.folder},
    ready: () => undefined,
    published: () => Promise.resolve(publishedIn(folder)),
    push: (options) => push(folder, options)
  };
}

function publishedIn(folder: string): Published {
  const parts = [join(folder, "site"), join(folder, "dataset")];
  for (const part of parts) sweepFolders(part);
  const file = join(parts[0]!, MANIFEST);
  if (existsSync(file)) return {kind: "report", manifest: readReportManifest(file)};
  const other = parts.find((part) => existsSync(part) && readdirSync(part).length > 0);
  return other === undefined
    ? {kind: "nothing"}
    : {kind: "other", what: `${shownPath(other)} is there, without a report's ${MANIFEST}`};
}

async function push(
  folder: string,
  {site, dataset, signal, onStep, onProgress}: PushOptions
): Promise<Pushed[]> {
  linkSite(site.folder, dataset === null ? null : "../dataset");
  const earlier = join(folder, "site");
  keepVersions(site.folder, existsSync(earlier) ? earlier : null);
  const freshOf = (kind: Artefact["kind"]): string => join(folder, `.${kind}.${process.pid}.new`);
  const pushed: Pushed[] = [];
  try {
    for (const artefact of [dataset, readArtefact("site", site.folder)]) {
      if (artefact === null) continue;
      onStep(artefact.kind);
      const target = join(folder, artefact.kind);
      pushed.push(await writeFresh(artefact, target, freshOf(artefact.kind), signal, onProgress));
    }
    signal.throwIfAborted();
    // Both are whole: now they take the place of what was there.
    for (const {kind, sent, removed} of pushed)
      if (sent + removed > 0) replaceFolder(freshOf(kind), join(folder, kind));
    return pushed;
  } finally {
    for (const kind of ["site", "dataset"] as const) rmSync(freshOf(kind), {recursive: true, force: true});
  }
}

/** Writes an artefact beside what it will replace. Of a file that is there already, the same file is used again. */
async function writeFresh(
  {kind, files}: Artefact,
  target: string,
  fresh: string,
  signal: AbortSignal,
  onProgress: PushOptions["onProgress"]
): Promise<Pushed> {
  mkdirSync(fresh, {recursive: true});
  const sent: ArtefactFile[] = [];
  for (const [index, each] of files.entries()) {
    signal.throwIfAborted();
    const old = join(target, each.place);
    const path = join(fresh, each.place);
    mkdirSync(dirname(path), {recursive: true});
    if (!(await isSame(each, old)) || !isLinked(old, path)) {
      copyFileSync(each.file, path, constants.COPYFILE_FICLONE);
      sent.push(each);
    }
    onProgress(index + 1, files.length);
  }
  const before = existsSync(target) ? readArtefact(kind, target).files : [];
  const places = new Set(files.map(({place}) => place));
  return {
    kind,
    place: shownPath(target),
    sent: sent.length,
    removed: before.filter(({place}) => !places.has(place)).length,
    kept: files.length - sent.length,
    bytes: totalBytes(sent),
    version: null
  };
}

async function isSame({file, bytes}: ArtefactFile, old: string): Promise<boolean> {
  const found = statSync(old, {throwIfNoEntry: false});
  if (found?.size !== bytes || !found.isFile()) return false;
  return (await streamedHash(old)) === (await streamedHash(file));
}

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}
