/** Words that number what was drawn anew. */
const NUMBERED = /(?<![a-z])(seed|rs|run|rep|repeat|replica|trial|epoch|try|sample|step|s)[-_= ]?(\d+)/gi;

/**
 * What a file's path says of which drawing it holds: `seed=2` of `out/seed2/a.jsonl`. Of two files with the same bytes and other
 * words each is a drawing of its own: a deterministic server answers every seed alike.
 */
export function numberWords(name: string): string {
  return [...name.matchAll(NUMBERED)]
    .map(([, word, digits]) => `${word!.toLowerCase()}=${digits!}`)
    .join(" ");
}
