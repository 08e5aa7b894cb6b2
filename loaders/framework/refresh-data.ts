import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {extname, join} from "node:path";

/** Where Framework puts the files that pages open, each with a hash of its bytes in its name. */
const FILES = "_file/data";

/** A file of a site whose content is new. */
interface NewFile {
  /** Path in the site until now, and from now on. */
  from: string;
  to: string;
  size: number;
}

/**
 * Puts the files of the folder `data` in the place of those of the same names in a site that Framework has built, and writes
 * their addresses and sizes into its pages: the bytes are those of a new build of the same pages, which takes far longer. A
 * file that the site does not have is no concern of its pages.
 */
export function refreshData(site: string, data: string): void {
  const changed = readdirSync(join(site, FILES)).flatMap((name) => newFile(site, name, data) ?? []);
  if (changed.length === 0) return;
  for (const file of readdirSync(site, {recursive: true, encoding: "utf8"})) {
    if (!file.endsWith(".html") && !/^_import[/\\].*\.js$/.test(file)) continue;
    const old = readFileSync(join(site, file), "utf8");
    const text = changed.reduce(withFile, old);
    if (text !== old) writeFileSync(join(site, file), text);
  }
}

function newFile(site: string, name: string, data: string): NewFile | null {
  const [, base, , ending] = /^(.+)\.([\da-f]{8})(\.\w+)$/.exec(name) ?? [];
  const source = join(data, `${base}${ending}`);
  if (base === undefined || !existsSync(source)) return null;
  const contents = readFileSync(source);
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 8);
  const to = `${base}.${hash}${extname(name)}`;
  if (to === name) return null;
  rmSync(join(site, FILES, name));
  writeFileSync(join(site, FILES, to), contents);
  return {from: `${FILES}/${name}`, to: `${FILES}/${to}`, size: contents.length};
}

/** A page or module that opens the new file where it opened the old one. */
function withFile(text: string, {from, to, size}: NewFile): string {
  if (!text.includes(from)) return text;
  const place = new RegExp(`(${from.replaceAll(".", String.raw`\.`)}","lastModified":\\d+,"size":)\\d+`, "g");
  const sized = text.replaceAll(place, (_, before: string) => `${before}${size}`);
  return sized.replaceAll(from, to);
}
