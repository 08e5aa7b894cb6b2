import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {chromium, type Page} from "playwright-core";
import {chromiumOptions} from "../../loaders/site/chromium.js";
import {fontStyle} from "../../loaders/site/fonts.js";

/**
 * How large letters of a typeface of the system must be to take as much room as the report's do, which loaders/site/fonts.ts states:
 * `npx tsx bench/report/fallback-sizes.ts FOLDER`. FOLDER has node_modules/@fontsource/{arimo,tinos,roboto,noto-serif}; DejaVu is
 * the machine's. Letters weigh as often as the pages' prose has them.
 */
const [folder = "."] = process.argv.slice(2);
const root = join(import.meta.dirname, "../..");

/** Characters of each range of fonts.ts, as often as prose has them. */
function letters(): {space: string; small: string; other: string} {
  const pages = readdirSync(join(root, "src")).filter((name) => name.endsWith(".md"));
  const prose = pages
    .flatMap((name) => readFileSync(join(root, "src", name), "utf8").split("\n"))
    .filter((line) => /^[A-Z]/.test(line))
    .join(" ")
    .replaceAll(/<[^>]*>|\]\([^)]*\)|`[^`]*`|[[\]*_]/g, "");
  return {
    space: " ",
    small: prose.replace(/[^a-zß-ÿ]/g, ""),
    other: prose.replace(/[a-zß-ÿ\s]/g, "")
  };
}

const source = (name: string, weight: number, style: string): string =>
  `url(data:font/woff2;base64,${readFileSync(
    join(folder, `node_modules/@fontsource/${name}/files/${name}-latin-${weight}-${style}.woff2`)
  ).toString("base64")})`;

const packaged = (["arimo", "tinos", "roboto", "noto-serif"] as const).flatMap((name) =>
  [400, 700].flatMap((weight) =>
    ["normal", "italic"].map((style) => ({name, weight, style, src: source(name, weight, style)}))
  )
);
const rules = packaged
  .map(
    ({name, weight, style, src}) =>
      `@font-face{font-family:"x-${name}";font-weight:${weight};font-style:${style};src:${src}}`
  )
  .join("");
const ours = fontStyle("./").replaceAll(/url\("\.\/_fonts\/([^"]+)"\)/g, (_, file: string) => {
  const name = /^(source-(?:sans|serif)-\d)/.exec(file)![1]!;
  const path = join(root, "node_modules/@fontsource-variable", name, "files", file);
  return `url(data:font/woff2;base64,${readFileSync(path).toString("base64")})`;
});

/** Width of each text in a face, at 100 pixels. */
function widths(page: Page, font: string, texts: string[]): Promise<number[]> {
  return page.evaluate(
    async ([face, lines]) => {
      await document.fonts.load(face, lines.join(""));
      const context = document.createElement("canvas").getContext("2d")!;
      context.font = face;
      return lines.map((line) =>
        Array.from(line).reduce((total, letter) => total + context.measureText(letter).width, 0)
      );
    },
    [font, texts] as const
  );
}

const {space, small, other} = letters();
const browser = await chromium.launch(chromiumOptions());
const page = await browser.newPage();
await page.setContent(`<!doctype html>${ours}<style>${rules}</style>`);
for (const [own, kinds] of [
  ["Source Sans 3", ["x-arimo", "x-roboto", "DejaVu Sans"]],
  ["Source Serif 4", ["x-tinos", "x-noto-serif", "DejaVu Serif"]]
] as const)
  for (const [weight, heavy, style] of [
    [400, 400, "normal"],
    [600, 700, "normal"],
    [400, 400, "italic"]
  ] as const) {
    const wanted = await widths(page, `${style} ${weight} 100px "${own}"`, [space, small, other]);
    for (const kind of kinds) {
      const there = await widths(page, `${style} ${heavy} 100px "${kind}"`, [space, small, other]);
      const sizes = wanted.map((width, i) => ((100 * width) / there[i]!).toFixed(1));
      console.log(
        `${own} ${weight} ${style} by ${kind}: space ${sizes.join(", small ")}`.replace(
          /small ([\d.]+)$/,
          "other $1"
        )
      );
    }
  }
await browser.close();
