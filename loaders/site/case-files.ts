import {createReadStream, existsSync, mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {createInterface} from "node:readline";

/**
 * Writes the shards that the loader `cases.jsonl` made, one a line as `{path, shard}`, as files below a built site's root.
 * The pages ask for one of them at a time, so that none has to load every completion.
 */
export async function writeCaseFiles(lines: string, site: string): Promise<void> {
  if (!existsSync(lines)) return;
  for await (const line of createInterface({input: createReadStream(lines, "utf8"), crlfDelay: Infinity})) {
    const {path, shard} = JSON.parse(line) as {path: string; shard: unknown};
    const file = join(site, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, JSON.stringify(shard));
  }
}
