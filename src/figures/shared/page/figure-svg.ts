import {svgCopy} from "./svg-copy.js";
import {wrapText} from "../plot/text-width.js";
import {textLines, textMetrics} from "./text-lines.js";

const SVG = "http://www.w3.org/2000/svg";
const PADDING = 16;
/** Least width, so that title and caption do not become columns of single words. */
const LEAST_WIDTH = 520;
const TYPEFACE = "'Source Sans 3', sans-serif";
const GAP = 10;

/** A paragraph beside the drawing. */
interface Paragraph {
  text: string;
  size: number;
  weight: number;
  color: string;
}

/** What stands in a saved picture beside the drawing. */
export interface PictureTexts {
  /** The finding. */
  title: string;
  caption: string;
  /** Where it is from: address, version, date. */
  source: string;
}

/**
 * A figure's drawing with its title, caption and source, as one SVG document that needs nothing else: laid out as on the
 * page, in the colours shown, the typeface inside. Whatever stands beyond the drawing's own edge widens the picture.
 */
export async function figureSvg(body: HTMLElement, texts: PictureTexts): Promise<string> {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  const drawing = bodyParts(body);
  const width = Math.max(LEAST_WIDTH, Math.ceil(drawing.box.width)) + 2 * PADDING;
  const above = paragraphs(
    [{text: texts.title, size: 17, weight: 600, color: color("--ink")}],
    width,
    PADDING
  );
  const below = paragraphs(
    [
      {text: texts.caption, size: 12, weight: 400, color: color("--ink-soft")},
      {text: texts.source, size: 11, weight: 400, color: color("--ink-faint")}
    ],
    width,
    above.end + GAP + drawing.box.height + GAP
  );
  const height = Math.ceil(below.end + PADDING);
  const place = element("g", {
    transform: `translate(${PADDING - drawing.box.left},${above.end + GAP - drawing.box.top})`
  });
  place.append(...drawing.parts);
  const typeface = element("style", {});
  typeface.textContent = await sansTypeface();
  const root = element("svg", {
    ...{xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`},
    "font-family": TYPEFACE
  });
  const ground = element("rect", {width, height, fill: color("--ground")});
  root.append(typeface, ground, ...above.lines, place, ...below.lines);
  return new XMLSerializer().serializeToString(root);
}

/** What a figure's body shows, in pixels of the page's window, and the box that holds all of it. */
function bodyParts(body: HTMLElement): {parts: Element[]; box: DOMRect} {
  const drawings = [...body.querySelectorAll<SVGSVGElement>("svg")].filter(
    (svg) => svg.parentElement?.closest("svg") === null && svg.getBoundingClientRect().width > 0
  );
  const lines = textLines(body);
  const boxes = [
    ...drawings.map((svg) => svg.getBoundingClientRect()),
    ...drawings.flatMap((svg) =>
      [...svg.querySelectorAll("text")].map((text) => text.getBoundingClientRect())
    ),
    ...lines.map(({box}) => box)
  ].filter(({width}) => width > 0);
  const parts = [
    ...grounds(body),
    ...drawings.map((svg) => {
      const copy = svgCopy(svg);
      const {left, top} = svg.getBoundingClientRect();
      return setAttributes(copy, {x: left, y: top});
    }),
    ...lines.map(({text, box, baseline, style}) => {
      const line = element("text", {
        x: box.left,
        y: baseline,
        fill: style.color,
        "font-size": style.fontSize
      });
      setAttributes(line, {"font-weight": style.fontWeight, "font-style": style.fontStyle});
      line.style.fontFamily = style.fontFamily;
      line.textContent = text;
      return line;
    })
  ];
  return {parts, box: union(boxes)};
}

/** The grounds of elements that have one of their own. */
function grounds(body: HTMLElement): Element[] {
  return [...body.querySelectorAll<HTMLElement>("*")].flatMap((part) => {
    if (part instanceof SVGElement || part.closest(".k-handle, button, select, input, [hidden]")) return [];
    const {backgroundColor} = getComputedStyle(part);
    const {left, top, width, height} = part.getBoundingClientRect();
    if (width === 0 || /^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return [];
    return [element("rect", {x: left, y: top, width, height, fill: backgroundColor})];
  });
}

function union(boxes: readonly DOMRect[]): DOMRect {
  if (boxes.length === 0) return new DOMRect(0, 0, 0, 0);
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const right = Math.max(...boxes.map((box) => box.right));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  return new DOMRect(left, top, right - left, bottom - top);
}

/** Paragraphs below each other from `top` on, and where they end. */
function paragraphs(
  texts: readonly Paragraph[],
  width: number,
  top: number
): {lines: Element[]; end: number} {
  let end = top;
  const lines = texts.flatMap(({text, size, weight, color}) => {
    const measure = (line: string): number => textMetrics(line, `${weight} ${size}px ${TYPEFACE}`).width;
    const wrapped = wrapText(text, width - 2 * PADDING, measure).map((line) => {
      end += size * 1.35;
      const row = element("text", {
        ...{x: PADDING, y: end - size * 0.3, fill: color},
        ...{"font-size": size, "font-weight": weight}
      });
      row.textContent = line;
      return row;
    });
    if (wrapped.length > 0) end += size * 0.35;
    return wrapped;
  });
  return {lines, end};
}

/** The page's @font-face rule of the sans typeface with the file inside, or nothing where the page has none. */
async function sansTypeface(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const rule = rules.find(
    (rule) =>
      rule instanceof CSSFontFaceRule &&
      /^["']?Source Sans 3["']?$/.test(rule.style.getPropertyValue("font-family"))
  );
  const href = rule && /url\("([^"]+)"\)/.exec(rule.cssText)?.[1];
  if (href === undefined) return "";
  const bytes = new Uint8Array(await (await fetch(new URL(href, location.href))).arrayBuffer());
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `@font-face{font-family:"Source Sans 3";font-weight:200 900;src:url(data:font/woff2;base64,${base64}) format("woff2")}`;
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  return setAttributes<SVGElement>(document.createElementNS(SVG, name as "svg"), attributes);
}

function setAttributes<T extends Element>(target: T, attributes: Record<string, string | number>): T {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, String(value));
  return target;
}
