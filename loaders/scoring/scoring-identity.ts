import {existsSync, rmSync} from "node:fs";
import {dirname} from "node:path";
import {readTextFile} from "../schema/text-file.js";
import {UserError} from "../schema/user-error.js";
import {recordFiles} from "../store/file-record.js";
import {sharedWriter} from "../store/folder-lock.js";
import {parquetFiles} from "../store/run-folder.js";
import {createText, writeTextAtomically} from "../store/write-file.js";
import {command} from "../workspace/command.js";

/** What must be the same for stored scores to hold: the model that scored, and the texts. */
export interface ScoringIdentity {
  /** Model identity; see `Engine.source`. */
  source: string;
  /** SHA-256 of what the texts were made from: the sampling identity of completions, the file of references. */
  texts: string;
}

/**
 * Records the identity beside the scores. Scores of another identity are removed first: unlike completions they can be
 * made again from what is stored. A shard, beside which others score, removes nothing: it throws a UserError.
 */
export async function renewScores(file: string, identity: ScoringIdentity): Promise<void> {
  const text = JSON.stringify(identity, null, 2) + "\n";
  if (existsSync(file) && readTextFile(file) === text) return;
  if (sharedWriter(file) !== null) {
    if (createText(file, text) || readTextFile(file) === text) return;
    throw new UserError(
      `${file}: these scores are by another model, or of other texts, and other shards may be at work: move its folder away, or run ${command("score")} once without --shard`
    );
  }
  for (const record of recordFiles(dirname(file))) rmSync(record, {force: true});
  for (const scores of parquetFiles(dirname(file))) rmSync(scores);
  await writeTextAtomically(file, text);
}
