/** A line of text as it stands on the page. */
export interface TextLine {
  text: string;
  /** Its box on the page, in pixels. */
  box: DOMRect;
  /** Where its letters stand, in pixels from the top of the page's window. */
  baseline: number;
  style: CSSStyleDeclaration;
}

/** What is operated and not read, or not seen at all. */
const SKIPPED =
  "svg, button, select, input, textarea, details, .k-handle, .visually-hidden, [hidden], style, script";

/** The lines of text below an element, those inside drawings and controls apart, in the order of the page. */
export function textLines(root: HTMLElement): TextLine[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const lines: TextLine[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const {parentElement} = node;
    if (parentElement?.closest(SKIPPED) !== null) continue;
    lines.push(...nodeLines(node as Text, getComputedStyle(parentElement)));
  }
  return lines;
}

function nodeLines(node: Text, style: CSSStyleDeclaration): TextLine[] {
  if (style.visibility !== "visible") return [];
  const range = document.createRange();
  const lines: TextLine[] = [];
  for (const {index, 0: word} of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 2) {
      last.text += ` ${word}`;
      last.box = new DOMRect(last.box.x, last.box.y, box.right - last.box.x, last.box.height);
    } else lines.push({text: word, box, baseline: baseline(box, style), style});
  }
  return lines;
}

function baseline({top, height}: DOMRect, style: CSSStyleDeclaration): number {
  const {fontBoundingBoxAscent: above, fontBoundingBoxDescent: below} = textMetrics("x", font(style));
  return top + (height - above - below) / 2 + above;
}

function font({fontStyle, fontWeight, fontSize, fontFamily}: CSSStyleDeclaration): string {
  return `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
}

let canvas: CanvasRenderingContext2D | null = null;

/** The size of a text in a font, given as CSS has it. */
export function textMetrics(text: string, font: string): TextMetrics {
  canvas ??= document.createElement("canvas").getContext("2d")!;
  canvas.font = font;
  return canvas.measureText(text);
}
