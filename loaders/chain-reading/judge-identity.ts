import {existsSync, readdirSync} from "node:fs";
import {dirname} from "node:path";
import {readTextFile} from "../schema/text-file.js";
import {UserError} from "../schema/user-error.js";
import type {RunFolder} from "../store/run-folder.js";
import {writeTextAtomically} from "../store/write-file.js";
import type {AnswerReader} from "./answer-reader.js";
import {promptHash} from "./judge-prompt.js";

/** Who judges, and how it is asked. */
export interface Judge {
  /** Identity of the model; see `Engine.source`. */
  source: string;
  /** Text that it is asked, with places. */
  prompt: string;
  temperature: number;
  maxTokens: number;
  /** What reads its answers; null: the words alone. */
  verifier: AnswerReader["verifier"];
}

/**
 * Records the judge beside its marks. Throws a UserError where the run has marks of another judge, or of one that was asked otherwise:
 * they cost money, so that nothing removes them.
 */
export async function recordJudge(run: RunFolder, judge: Judge): Promise<void> {
  const file = run.judgeIdentity;
  const {source, prompt, temperature, maxTokens, verifier} = judge;
  const record = {
    source,
    temperature,
    max_tokens: maxTokens,
    ...(verifier === null ? {} : {verifier: `${verifier.id} ${verifier.version}`}),
    prompt_sha256: promptHash(prompt),
    prompt
  };
  const text = `${JSON.stringify(record, null, 2)}\n`;
  if (!hasMarks(dirname(file))) await writeTextAtomically(file, text);
  else if (!existsSync(file) || readTextFile(file) !== text)
    throw new UserError(
      `${file}: the marks in the run are of another judge, or of one that was asked otherwise: ask the same one, or move the folder ${dirname(file)} away`
    );
}

function hasMarks(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, {recursive: true}).some((name) => String(name).endsWith(".parquet"));
}
