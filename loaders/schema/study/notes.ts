import {readFileSync} from "node:fs";
import {type} from "arktype";
import {studyPath} from "../../workspace/workspace.js";
import {UserError} from "../user-error.js";
import type {Where} from "../yaml-file.js";

/** What a study says of a part of itself, in Markdown: a text, or the path of a `.md` file. */
export const noteSchema = type("string > 0");

/** What a study says of the whole report: `about` stands at its beginning, `limits` after the claims. A text alone is `about`. */
export const studyNotesSchema = noteSchema.or({
  "+": "reject",
  "about?": noteSchema,
  "limits?": noteSchema
});

/** The Markdown of a study's notes on its report; null where it has none. */
export interface StudyNotes {
  about: string | null;
  limits: string | null;
}

/** The Markdown of a note at a path of a study file; null where there is none. Throws a UserError for a file that cannot be read. */
export function readNote(
  raw: string | undefined,
  path: readonly (string | number)[],
  {file, where}: {file: string; where: Where}
): string | null {
  if (raw === undefined) return null;
  const text = raw.trim();
  if (text.includes("\n") || !/^\S.*\.md$/.test(text)) return text;
  const note = studyPath(file, text);
  try {
    return readFileSync(note, "utf8").trim();
  } catch (error) {
    throw new UserError(
      `${where(path)}: cannot read the notes ${note} (${(error as NodeJS.ErrnoException).code ?? "unknown"}); give the path of a Markdown file, or the text itself`,
      {cause: error}
    );
  }
}

/** The notes on the report itself. */
export function readStudyNotes(
  raw: typeof studyNotesSchema.infer | undefined,
  from: {file: string; where: Where}
): StudyNotes {
  if (raw === undefined || typeof raw === "string")
    return {about: readNote(raw, ["notes"], from), limits: null};
  return {
    about: readNote(raw.about, ["notes", "about"], from),
    limits: readNote(raw.limits, ["notes", "limits"], from)
  };
}
