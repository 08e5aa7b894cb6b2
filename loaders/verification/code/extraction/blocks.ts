/** What a physical line of Python leaves open for the next: brackets, and a triple-quoted string. */
export interface Open {
  readonly brackets: number;
  readonly quote: string | null;
}

export const nothingOpen: Open = {brackets: 0, quote: null};

const tripleQuotes = ['"""', "'''"];
/** Statements that never stand inside brackets: an unclosed bracket before one is a mistake, or prose. */
const surelyTopLevel = /^(?:def|class|import|from|async def)\s/;

/**
 * Splits Python text into its top-level blocks: each starts with a line that begins in the first column, outside strings and brackets, and
 * takes the lines below it that do not. Text before the first such line is a block too. Joined with newlines, the blocks are the text.
 */
export function topLevelBlocks(source: string): string[] {
  const blocks: string[][] = [];
  let open = nothingOpen;
  for (const line of source.split("\n")) {
    if (open.quote === null && surelyTopLevel.test(line)) open = nothingOpen;
    const startsBlock = open.quote === null && open.brackets === 0 && /^\S/.test(line);
    if (startsBlock || blocks.length === 0) blocks.push([line]);
    else blocks.at(-1)!.push(line);
    open = afterLine(line, open);
  }
  return blocks.map((lines) => lines.join("\n"));
}

/** The text before the first of its top-level lines past `from`, a position in it. */
export function untilTopLevel(source: string, from: number): string {
  const lineEnd = source.indexOf("\n", from);
  const blocks = topLevelBlocks(lineEnd === -1 ? "" : source.slice(lineEnd + 1));
  const first = /^\S/.test(blocks[0]!) ? "" : blocks[0]!;
  return lineEnd === -1 ? source : source.slice(0, lineEnd + 1) + first;
}

/** What is open after a line. */
export function afterLine(line: string, before: Open): Open {
  let {brackets, quote} = before;
  let position = 0;
  while (position < line.length) {
    if (quote !== null) {
      position = stringEnd(line, position, quote);
      if (position === -1) return {brackets, quote};
      quote = null;
      continue;
    }
    const character = line[position]!;
    if (character === "#") break;
    if (character === '"' || character === "'") {
      const triple = tripleQuotes.find((quotes) => line.startsWith(quotes, position));
      quote = triple ?? character;
      position += quote.length;
      continue;
    }
    if ("([{".includes(character)) brackets += 1;
    if (")]}".includes(character)) brackets = Math.max(0, brackets - 1);
    position += 1;
  }
  // A one-quote string ends with its line.
  return {brackets, quote: quote?.length === 3 ? quote : null};
}

/** The position after the closing quote; -1 if the line ends first. */
function stringEnd(line: string, from: number, quote: string): number {
  for (let position = from; position < line.length; position += 1) {
    if (line[position] === "\\") position += 1;
    else if (line.startsWith(quote, position)) return position + quote.length;
  }
  return -1;
}
