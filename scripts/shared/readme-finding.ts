/** What a built overview says, for the README beside its picture. */
export interface ReadmeFinding {
  /** The finding as a title. */
  title: string;
  /** What each of the pair solves, in a sentence. */
  sentence: string;
  /** What may explain it, a sentence each. */
  cautions: readonly string[];
  /** Day of the run's completions, for example `2026-11-28`; null where the site does not say. */
  drawn: string | null;
}

const BEGIN = "<!-- finding: written by npm run screenshots -->";
const END = "<!-- end of finding -->";
const WIDTH = 128;

/** A README with the finding between its two marks, and as its picture's words. Without the marks it is left as it is. */
export function withFinding(readme: string, {title, sentence, cautions, drawn}: ReadmeFinding): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin === -1 || end < begin) return readme;
  const run = `The default run${drawn === null ? "" : ` of ${drawn}`}, on the micro models that this comes with:`;
  const text = wrapped([run, sentence, ...cautions].join(" "));
  return `${readme.slice(0, begin)}${BEGIN}\n\n${text}\n\n${readme.slice(end)}`.replace(
    /(<img alt=")[^":]*/,
    (_, start: string) => `${start}${title}`
  );
}

function wrapped(text: string): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)!} ${word}`.trimStart();
    if (longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.join("\n");
}
