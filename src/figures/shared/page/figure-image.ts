const SVG = "http://www.w3.org/2000/svg";
const NOTE_SIZE = 11;
const PADDING = 14;

/** What a saved picture cannot take from the page's style sheets. All but `opacity` are inherited. */
const properties = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant",
  "text-anchor"
];

/** The panels of a figure, in the rows that they form on the page, as one SVG document that needs nothing else: colours as shown, typeface and caption inside. */
export async function figureSvg(panels: readonly SVGSVGElement[], caption: string): Promise<string> {
  const places = panelPlaces(panels.map((panel) => panel.getBoundingClientRect()));
  const width = Math.max(...places.map(({x}, i) => x + panels[i]!.width.baseVal.value)) + 2 * PADDING;
  const style = getComputedStyle(document.documentElement);
  const root = document.createElementNS(SVG, "svg");
  let height = PADDING;
  for (const [i, panel] of panels.entries()) {
    const {x, y} = places[i]!;
    const copy = withStyles(panel);
    setAttributes(copy, {x: PADDING + x, y: PADDING + y});
    root.append(copy);
    height = Math.max(height, PADDING + y + panel.height.baseVal.value);
  }
  for (const line of wrap(caption, (width - 2 * PADDING) / (NOTE_SIZE * 0.47))) {
    height += NOTE_SIZE * 1.4;
    const text = document.createElementNS(SVG, "text");
    text.textContent = line;
    setAttributes(text, {
      x: PADDING,
      y: height,
      "font-size": NOTE_SIZE,
      fill: style.getPropertyValue("--ink-soft")
    });
    root.append(text);
  }
  height += PADDING;
  const ground = document.createElementNS(SVG, "rect");
  setAttributes(ground, {width, height, fill: style.getPropertyValue("--ground")});
  const typeface = document.createElementNS(SVG, "style");
  typeface.textContent = await sansTypeface();
  root.prepend(typeface, ground);
  setAttributes(root, {
    xmlns: SVG,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    "font-family": "Source Sans 3, sans-serif"
  });
  return new XMLSerializer().serializeToString(root);
}

/** Where panels go in a picture: beside each other as on the page, and rows directly below each other. In pixels from the corner. */
export function panelPlaces(boxes: readonly PanelBox[]): {x: number; y: number}[] {
  const left = Math.min(...boxes.map((box) => box.left));
  const tops = [...new Set(boxes.map((box) => Math.round(box.top)))].sort((a, b) => a - b);
  const starts = new Map<number, number>();
  let y = 0;
  for (const top of tops) {
    starts.set(top, y);
    const heights = boxes.filter((box) => Math.round(box.top) === top).map(({height}) => height);
    y += Math.max(...heights);
  }
  return boxes.map((box) => ({x: box.left - left, y: starts.get(Math.round(box.top))!}));
}

/** A panel's box on the page, in pixels. */
interface PanelBox {
  left: number;
  top: number;
  height: number;
}

/** An SVG document as PNG, `scale` pixels per unit. */
export async function svgToPng(source: string, scale: number): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([source], {type: "image/svg+xml"}));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else reject(new Error("this browser cannot write a PNG of that size"));
      }, "image/png");
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

function withStyles(panel: SVGSVGElement): SVGSVGElement {
  const copy = panel.cloneNode(true) as SVGSVGElement;
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  const originals = [panel, ...panel.querySelectorAll<SVGElement>("*")];
  for (const [i, original] of originals.entries()) {
    const shown = getComputedStyle(original);
    const around = i === 0 ? null : getComputedStyle(original.parentElement!);
    for (const name of properties) {
      copies[i]!.removeAttribute(name);
      const value = shown.getPropertyValue(name);
      if (name === "opacity" ? value !== "1" : value !== around?.getPropertyValue(name))
        copies[i]!.style.setProperty(name, value);
    }
  }
  for (const extra of copy.querySelectorAll("style, .crosshair")) extra.remove();
  return copy;
}

/** The page's @font-face rule of the sans typeface with the file inside, or nothing where the page has none. */
async function sansTypeface(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const rule = rules.find(
    (rule) => rule instanceof CSSFontFaceRule && rule.cssText.includes("Source Sans 3")
  );
  const href = rule && /url\("([^"]+)"\)/.exec(rule.cssText)?.[1];
  if (href === undefined) return "";
  const bytes = new Uint8Array(await (await fetch(new URL(href, location.href))).arrayBuffer());
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `@font-face{font-family:"Source Sans 3";font-weight:200 900;src:url(data:font/woff2;base64,${base64}) format("woff2")}`;
}

/** Breaks text into lines of at most about `letters` letters, between words. */
export function wrap(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function setAttributes(element: Element, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
