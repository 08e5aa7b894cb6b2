/** The letter of the choice at `index`, from A. */
export function choiceLetter(index: number): string {
  return String.fromCharCode(65 + index);
}

/** Choices as a prompt shows them: `(A) 30°`, one a line. */
export function choiceLines(choices: readonly string[]): string {
  return choices.map((choice, index) => `(${choiceLetter(index)}) ${choice}`).join("\n");
}
