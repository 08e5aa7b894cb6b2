/** A prompt template as a study names it. */
export interface PromptName {
  /** Name of a template of ours or of the user's, or a path relative to the study file. */
  name: string;
  /** The study file. */
  file: string;
  /** Where it is named: `study.yaml:12`. */
  where: string;
}

/** What a study names at one place; null where it names none. */
export function promptName(name: string | undefined, file: string, where: string): PromptName | null {
  return name === undefined ? null : {name, file, where};
}
