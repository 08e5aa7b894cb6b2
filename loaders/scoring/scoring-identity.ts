import {existsSync, rmSync} from "node:fs";
import {dirname} from "node:path";
import {readTextFile} from "../schema/text-file.js";
import {recordFile} from "../store/file-record.js";
import {parquetFiles} from "../store/run-folder.js";
import {writeTextAtomically} from "../store/write-file.js";

/** What must be the same for stored scores to hold: the model that scored, and the texts. */
export interface ScoringIdentity {
  /** Model identity; see `Engine.source`. */
  source: string;
  /** SHA-256 of what the texts were made from: the sampling identity of completions, the file of references. */
  texts: string;
}

/**
 * Records the identity beside the scores. Scores of another identity are removed first: unlike completions they can be
 * made again from what is stored.
 */
export async function renewScores(file: string, identity: ScoringIdentity): Promise<void> {
  const text = JSON.stringify(identity, null, 2) + "\n";
  if (existsSync(file) && readTextFile(file) === text) return;
  rmSync(recordFile(dirname(file)), {force: true});
  for (const scores of parquetFiles(dirname(file))) rmSync(scores);
  await writeTextAtomically(file, text);
}
