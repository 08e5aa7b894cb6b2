import {closeSync, mkdirSync, openSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {packageFolder} from "../../loaders/workspace/package-folder.js";

/** Makes every table of a synthetic study in this process, as a build makes them in another, into the folder `tables` beside it. */
export async function makeTables(folder: string, siteBytes: number): Promise<void> {
  process.env.BOUNDARY_STUDY = join(folder, "study.yaml");
  process.env.BOUNDARY_RUNS = join(folder, "runs");
  process.env.BOUNDARY_SITE_BYTES = String(siteBytes);
  const tables = join(folder, "tables");
  mkdirSync(tables, {recursive: true});
  const sources = join(packageFolder, "src/data");
  const write = process.stdout.write.bind(process.stdout);
  for (const name of readdirSync(sources).filter((each) => each.endsWith(".ts"))) {
    const file = openSync(join(tables, name.slice(0, -".ts".length)), "w");
    process.stdout.write = (chunk: string | Uint8Array): boolean => {
      writeFileSync(file, chunk);
      return true;
    };
    try {
      await import(join(sources, name));
    } finally {
      closeSync(file);
      process.stdout.write = write;
    }
  }
}
