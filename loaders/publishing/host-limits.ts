import {shownBytes, totalBytes, type Artefact} from "./artefact.js";

/** What a host takes. */
export interface HostLimits {
  /** Name of the host, as a sentence begins with it. */
  host: string;
  /** Bytes of one file. */
  file?: number;
  /** Bytes of all files. */
  total?: number;
  files?: number;
  /** Where the host says so. */
  source: string;
}

const MB = 1000 ** 2;
const MiB = 2 ** 20;
const GB = 1000 ** 3;

/** What hosts said in November 2026. Of sizes that are given in GB the smaller reading is taken. */
export const hostLimits = {
  folder: {host: "a folder", source: ""},
  "github-pages": {
    host: "GitHub Pages",
    file: 100 * MB,
    total: GB,
    source: "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"
  },
  "github-branch": {
    host: "GitHub",
    file: 100 * MB,
    total: GB,
    source:
      "https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github"
  },
  huggingface: {
    host: "Hugging Face",
    file: 50 * GB,
    files: 100_000,
    source: "https://huggingface.co/docs/hub/storage-limits"
  },
  cloudflare: {
    host: "Cloudflare Pages",
    file: 25 * MiB,
    files: 20_000,
    source: "https://developers.cloudflare.com/pages/platform/limits/"
  },
  // Of one upload; larger ones come in parts, which no file of a report needs.
  s3: {
    host: "S3",
    file: 5 * GB,
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html"
  }
} as const satisfies Record<string, HostLimits>;

/** What of an artefact a host does not take, a line each, with what to do. */
export function limitFaults({kind, files}: Artefact, limits: HostLimits): string[] {
  const {host, file = Infinity, total = Infinity, files: most = Infinity, source} = limits;
  const remedy =
    kind === "site"
      ? "make the site smaller with --site-bytes, or take another --target"
      : "publish it with --target huggingface or s3, and the site alone here with --site-only";
  const large = files
    .filter(({bytes}) => bytes > file)
    .map(
      ({place, bytes}) =>
        `${kind}/${place}: has ${shownBytes(bytes)}, ${host} takes ${shownBytes(file)} a file (${source}): ${remedy}`
    );
  const all = totalBytes(files);
  return [
    ...large,
    ...(all > total
      ? [`${kind}: has ${shownBytes(all)}, ${host} takes ${shownBytes(total)} (${source}): ${remedy}`]
      : []),
    ...(files.length > most
      ? [`${kind}: has ${files.length} files, ${host} takes ${most} (${source}): ${remedy}`]
      : [])
  ];
}
