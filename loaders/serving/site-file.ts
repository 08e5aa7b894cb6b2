import {realpathSync, statSync} from "node:fs";
import {extname, join, sep} from "node:path";

/** A file of a site. */
export interface SiteFile {
  path: string;
  size: number;
  modified: Date;
  /** Its media type. */
  type: string;
  /** Whether it holds text, which is sent compressed. */
  isText: boolean;
}

const texts: Record<string, string> = {
  ".html": "text/html;charset=utf-8",
  ".js": "text/javascript;charset=utf-8",
  ".mjs": "text/javascript;charset=utf-8",
  ".css": "text/css;charset=utf-8",
  ".txt": "text/plain;charset=utf-8",
  ".md": "text/markdown;charset=utf-8",
  ".sql": "text/plain;charset=utf-8",
  ".csv": "text/csv;charset=utf-8",
  ".json": "application/json",
  ".jsonl": "application/x-ndjson",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml"
};

const others: Record<string, string> = {
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".pdf": "application/pdf"
};

/**
 * The file that a path of a URL means in a folder: itself, a page without its ending, or a folder's index. Null for what is not
 * there, is hidden, or lies outside of the folder, also through a link.
 */
export function siteFile(folder: string, pathname: string): SiteFile | null {
  const path = decoded(pathname);
  if (path === null) return null;
  const candidates = path.endsWith("/") ? [`${path}index.html`] : [path, `${path}.html`];
  for (const candidate of candidates) {
    const found = fileAt(folder, candidate);
    if (found !== null) return found;
  }
  return null;
}

/** A path as the names of folders and a file; null where it is no such path. */
function decoded(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return /[\0\\]|(^|\/)\./.test(path) ? null : path;
  } catch {
    return null;
  }
}

function fileAt(folder: string, path: string): SiteFile | null {
  try {
    const [root, real] = [realpathSync(folder), realpathSync(join(folder, path))];
    const found = statSync(real);
    if (!real.startsWith(root + sep) || !found.isFile()) return null;
    const ending = extname(path).toLowerCase();
    const text = texts[ending];
    return {
      path: real,
      size: found.size,
      modified: found.mtime,
      type: text ?? others[ending] ?? "application/octet-stream",
      isText: text !== undefined
    };
  } catch {
    return null;
  }
}

/** The media type of a file by its name. */
export function mediaType(name: string): string {
  const ending = extname(name);
  return texts[ending] ?? others[ending] ?? "application/octet-stream";
}
