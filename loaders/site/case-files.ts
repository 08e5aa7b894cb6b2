import {createReadStream, existsSync, mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {createInterface} from "node:readline";

/** A problem that the loader `cases.jsonl` tells of. */
export interface CaseLine {
  /** Of its file, from the site's root. */
  path: string;
  benchmark: string;
  problemId: string;
  /** Content of the file; null where the loader saw that there is no room for it. */
  text: string | null;
  /** Of the file. */
  bytes: number;
}

/** The problems that the loader `cases.jsonl` tells of, one a line as `{path, shard}` or `{path, benchmark, problem_id, bytes}`. */
export async function* caseLines(lines: string): AsyncGenerator<CaseLine> {
  if (!existsSync(lines)) return;
  for await (const line of createInterface({input: createReadStream(lines, "utf8"), crlfDelay: Infinity})) {
    const {path, shard, ...left} = JSON.parse(line) as {
      path: string;
      shard?: {benchmark: string; problem_id: string};
      benchmark: string;
      problem_id: string;
      bytes: number;
    };
    const {benchmark, problem_id: problemId} = shard ?? left;
    // The line is the text of the shard in a frame.
    const text = shard === undefined ? null : line.slice(line.indexOf('"shard":') + 8, -1);
    yield {path, benchmark, problemId, text, bytes: text === null ? left.bytes : Buffer.byteLength(text)};
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
  for await (const {path, text} of caseLines(lines)) {
    if (text === null || !chosen.has(path)) continue;
    const file = join(site, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, text);
  }
}
