/** Letters of a policy's name. */
const MOST = 28;

/** A name for the policy of each file: the file's without its endings, those that are alike with a number. */
export function policyNames(files: readonly string[]): string[] {
  const times = new Map<string, number>();
  return files.map((file) => {
    const stem = file.replace(/^.*\//, "").replace(/(?:\.(?:gz|zst|jsonl?|ndjson|csv|tsv|txt))+$/i, "");
    const name = stem === "" ? "samples" : shortened(stem);
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return time === 1 ? name : `${name} ${time}`;
  });
}

function shortened(name: string): string {
  return name.length <= MOST ? name : `${name.slice(0, MOST - 9)}…${name.slice(-8)}`;
}
