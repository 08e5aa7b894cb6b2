import {afterLine, nothingOpen, type Open} from "./blocks.js";

const pythonNames = new Set(["python", "py", "python3", "py3"]);

export interface FencedBlock {
  /** Lower case; empty if there is none. */
  language: string;
  text: string;
  /** A block without an end runs to the end of the text: it may be cut. */
  isClosed: boolean;
}

export interface FencedText {
  /** The blocks marked as Python and those without a mark, in order; all blocks if there are none of these. */
  blocks: FencedBlock[];
  /** What stands before the first fence. */
  before: string;
  /** There is one fence, and it closes a block that was opened before the text: the code is `before`. */
  isClosingOnly: boolean;
}

/** Whether a block is marked as Python. */
export function isMarkedPython({language}: FencedBlock): boolean {
  return pythonNames.has(language);
}

/**
 * Finds the Markdown code blocks of a text; null if it has no fence. The lines of a block lose the indent of its fence, as in a list. A fence
 * inside a triple-quoted Python string is text. A fence with the name of a language opens a block, even if the one before has no end.
 */
export function fencedText(text: string): FencedText | null {
  const lines = text.split("\n");
  const all: FencedBlock[] = [];
  let before: string | null = null;
  let block: OpenBlock | null = null;
  for (const [index, line] of lines.entries()) {
    const fence: Fence | null = fenceOf(line, block !== null);
    const isText = fence === null || (block !== null && (!block.closes(fence) || block.holds(lines, index)));
    if (isText) {
      block?.add(line);
      continue;
    }
    if (block !== null) all.push(block.closed(true));
    else before ??= [...lines.slice(0, index), fence.before].join("\n");
    block = block !== null && fence.language === "" ? null : new OpenBlock(fence);
  }
  if (block !== null) all.push(block.closed(false));
  if (before === null) return null;
  const python = all.filter((one) => one.language === "" || isMarkedPython(one));
  const isLone = all.length === 1 && !all[0]!.isClosed && all[0]!.language === "";
  return {
    blocks: python.length > 0 ? python : all,
    before,
    isClosingOnly: isLone && before.trim() !== "" && all[0]!.text.trim() === ""
  };
}

interface Fence {
  indent: number;
  mark: string;
  language: string;
  /** Text on the same line before the fence. */
  before: string;
}

const fenceStart = /^([ \t]*)(`{3,}|~{3,})/;
const languageName = /^[\w+-]*/;

/** Text may stand before a fence that opens a Python block; nothing but space before any other. */
function fenceOf(line: string, isOpen: boolean): Fence | null {
  const start = fenceStart.exec(line);
  if (start !== null) {
    const [whole, indent, mark] = start;
    const rest = line.slice(whole.length);
    if (rest.includes("`")) return null;
    const word = isOpen ? rest : rest.trimStart();
    return {
      indent: indent!.length,
      mark: mark!,
      language: languageName.exec(word)![0].toLowerCase(),
      before: ""
    };
  }
  const at = isOpen ? -1 : line.indexOf("```");
  const language =
    at === -1
      ? ""
      : line
          .slice(at + 3)
          .trim()
          .toLowerCase();
  return pythonNames.has(language) ? {indent: 0, mark: "```", language, before: line.slice(0, at)} : null;
}

class OpenBlock {
  private readonly fence: Fence;
  private readonly lines: string[] = [];
  private open: Open = nothingOpen;

  constructor(fence: Fence) {
    this.fence = fence;
  }

  add(line: string): void {
    const space = line.length - line.trimStart().length;
    const dedented = line.slice(Math.min(space, this.fence.indent));
    this.lines.push(dedented);
    this.open = afterLine(dedented, this.open);
  }

  closes({mark}: Fence): boolean {
    return mark.startsWith(this.fence.mark);
  }

  /** Whether the fence at `index` stands in a string of this block: the string ends below it, and after that the block, before another begins. */
  holds(lines: readonly string[], index: number): boolean {
    let {open} = this;
    if (open.quote === null) return false;
    for (let next = index + 1; next < lines.length; next += 1) {
      const fence = fenceOf(lines[next]!, true);
      if (fence !== null && pythonNames.has(fence.language)) return false;
      if (fence !== null && open.quote === null) return this.closes(fence);
      open = afterLine(lines[next]!, open);
    }
    return false;
  }

  closed(isClosed: boolean): FencedBlock {
    const text = withoutMargin(this.lines).join("\n");
    const hasEnd = isClosed && this.lines.length > 0;
    return {language: this.fence.language, text: hasEnd ? `${text}\n` : text, isClosed};
  }
}

/** Lines of a program that are all indented alike, as in a list: without that indent. */
function withoutMargin(lines: readonly string[]): readonly string[] {
  const first = lines.find((line) => line.trim() !== "") ?? "";
  const [margin] = /^[ \t]*/.exec(first)!;
  const isProgram = margin !== "" && /^(?:def|class|import|from|async def|@\w)/.test(first.trimStart());
  return isProgram && lines.every((line) => line.trim() === "" || line.startsWith(margin))
    ? lines.map((line) => line.slice(margin.length))
    : lines;
}
