import {folderGraph, type FolderNode} from "./folder-graph.js";

/** Colours of the picture on one ground. */
interface Theme {
  ground: string;
  ink: string;
  soft: string;
  /** Outline of a box by the top folder that it lies in. */
  outline: Readonly<Record<"src" | "loaders" | "scripts", string>>;
}

export const themes: Readonly<Record<"light" | "dark", Theme>> = {
  light: {
    ground: "#ffffff",
    ink: "#1b1d20",
    soft: "#4d5259",
    outline: {src: "#284882", loaders: "#da6f23", scripts: "#128754"}
  },
  dark: {
    ground: "#14171a",
    ink: "#e6e7e8",
    soft: "#b4b8bd",
    outline: {src: "#5d92e5", loaders: "#e46438", scripts: "#a2f1c8"}
  }
};

const WIDTH = 1000;
const MARGIN = 12;
const BOX = {width: 188, height: 64, gap: 9};
const ROW = BOX.height + 16;
/** Letters that a line of a purpose has room for, at 11.5 pixels. */
const LINE = 31;

/**
 * The folders of the code as a picture (SVG), in rows: a folder imports from rows below its own, never from above or beside.
 * A row is as low as its folders' imports let it be. Blue folders lie in src, orange ones in loaders.
 */
export function architecturePicture(root: string, theme: Theme): string {
  const rows = importRows(folderGraph(root));
  const lines = rows.flatMap((row) => wrapped(row)).reverse();
  const height = lines.length * ROW + 2 * MARGIN;
  const boxes = lines.flatMap((line, i) => {
    const width = line.length * (BOX.width + BOX.gap) - BOX.gap;
    return line.map((node, j) => {
      const left = (WIDTH - width) / 2 + j * (BOX.width + BOX.gap);
      return box(node, {left, top: MARGIN + i * ROW + (ROW - BOX.height) / 2}, theme);
    });
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="Source Sans 3, Segoe UI, Helvetica, Arial, sans-serif" text-anchor="middle">
<title>Folders of the code in rows: each imports from rows below its own</title>
<rect width="${WIDTH}" height="${height}" fill="${theme.ground}"/>
${boxes.join("\n")}
</svg>
`;
}

/** Folders by the length of their longest way of imports: the first row imports nothing. */
export function importRows(nodes: readonly FolderNode[]): FolderNode[][] {
  const byPath = new Map(nodes.map((node) => [node.path, node]));
  const known = new Map<string, number>();
  const level = (path: string, way: readonly string[] = []): number => {
    if (way.includes(path)) throw new Error(`folders import each other: ${[...way, path].join(" -> ")}`);
    const found = known.get(path);
    if (found !== undefined) return found;
    const below = byPath.get(path)!.imports.map((to) => level(to, [...way, path]));
    const own = below.length === 0 ? 0 : Math.max(...below) + 1;
    known.set(path, own);
    return own;
  };
  const rows: FolderNode[][] = [];
  for (const node of nodes) (rows[level(node.path)] ??= []).push(node);
  return rows;
}

/** A row in as many lines as it needs, the fuller ones lower. */
function wrapped(row: readonly FolderNode[]): FolderNode[][] {
  const most = Math.floor((WIDTH - 2 * MARGIN + BOX.gap) / (BOX.width + BOX.gap));
  return Array.from({length: Math.ceil(row.length / most)}, (_, i) => row.slice(i * most, (i + 1) * most));
}

function box(
  {path, files, purpose}: FolderNode,
  {left, top}: {left: number; top: number},
  {ground, ink, soft, outline}: Theme
): string {
  const group = path.split("/")[0] as keyof Theme["outline"];
  const title = path === "src" ? "src/*.md" : path;
  const count = `${files} ${path === "src" ? "pages" : files === 1 ? "file" : "files"}`;
  const [first = "", second = ""] = lineBreaks(purpose || count);
  const text = (y: number, content: string): string =>
    content === ""
      ? ""
      : `<text x="${BOX.width / 2}" y="${y}" fill="${soft}" font-size="11.5">${escaped(content)}</text>`;
  return `<g transform="translate(${left},${top})"><rect width="${BOX.width}" height="${BOX.height}" rx="5" fill="${ground}" stroke="${outline[group]}" stroke-width="1.5"/><text x="${BOX.width / 2}" y="20" fill="${ink}" font-size="13" font-weight="600">${title}</text>${text(37, first)}${text(52, second)}</g>`;
}

/** A text in two lines; what has no room ends in an ellipsis. */
function lineBreaks(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= 2) return lines;
  return [lines[0]!, `${lines[1]!} …`];
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
