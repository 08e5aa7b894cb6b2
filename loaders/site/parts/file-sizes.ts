import {readdirSync, statSync} from "node:fs";
import {join, relative} from "node:path";

/** Every file in a folder, by its path in it. */
export function fileSizes(folder: string): {path: string; bytes: number}[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => {
      const file = join(parentPath, name);
      return {path: relative(folder, file), bytes: statSync(file).size};
    });
}
