/** `node:path` as far as importers need it, in a browser: names of files have `/` alone. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
