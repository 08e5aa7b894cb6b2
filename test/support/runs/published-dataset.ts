import {createHash} from "node:crypto";
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {writeDataset, type DatasetOptions} from "../../../loaders/publication/dataset/write-dataset.js";
import {MANIFEST} from "../../../loaders/publication/identity/report-manifest.js";
import {siteManifest} from "../../../loaders/publication/identity/site-manifest.js";

/** Writes into `place` a site that has a manifest and one table, and beside it the data set of a run. */
export async function publishedDataset(
  place: string,
  source: DatasetOptions["source"],
  options: Partial<DatasetOptions> = {}
): Promise<void> {
  const tables = join(place, "tables");
  const data = join(place, "site/_file/data");
  for (const folder of [tables, data]) mkdirSync(folder, {recursive: true});
  const text = JSON.stringify({a: 1});
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  writeFileSync(join(tables, "study.json"), text);
  writeFileSync(join(data, `study.${hash}.json`), text);
  const manifest = await siteManifest(source, tables);
  // What made it: the same on every machine.
  const tool = {"reasoning-boundary": "0.1.0", commit: "c0ffee"};
  writeFileSync(join(place, "site", MANIFEST), JSON.stringify({...manifest, tool, dataset: "../dataset"}));
  await writeDataset({source, site: join(place, "site"), folder: join(place, "dataset"), ...options});
}
