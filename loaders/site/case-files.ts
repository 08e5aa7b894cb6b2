import {createReadStream, existsSync, mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {createInterface} from "node:readline";

/** A shard that the loader `cases.jsonl` made, as its file will be. */
export interface CaseText {
  /** From the site's root. */
  path: string;
  benchmark: string;
  problemId: string;
  /** Content of the file. */
  text: string;
}

/** The shards that the loader `cases.jsonl` made, one a line as `{path, shard}`; none where it made none. */
export async function* caseTexts(lines: string): AsyncGenerator<CaseText> {
  if (!existsSync(lines)) return;
  for await (const line of createInterface({input: createReadStream(lines, "utf8"), crlfDelay: Infinity})) {
    const {path, shard} = JSON.parse(line) as {
      path: string;
      shard: {benchmark: string; problem_id: string};
    };
    yield {path, benchmark: shard.benchmark, problemId: shard.problem_id, text: JSON.stringify(shard)};
  }
}

/**
 * Writes the shards of some paths as files below a built site's root. The pages ask for one of them at a time, so that none
 * has to load every completion.
 */
export async function writeCaseFiles(
  lines: string,
  site: string,
  chosen: ReadonlySet<string>
): Promise<void> {
  for await (const {path, text} of caseTexts(lines)) {
    if (!chosen.has(path)) continue;
    const file = join(site, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, text);
  }
}
