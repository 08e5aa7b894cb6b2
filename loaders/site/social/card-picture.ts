import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {requiredPackage} from "../../workspace/package-folder.js";

const TYPEFACE = "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2";

/** What draws, and the typeface that it draws with. */
type Renderer = Pick<typeof import("@resvg/resvg-wasm"), "Resvg"> & {typeface: Uint8Array};

let renderer: Promise<Renderer> | undefined;

/** An SVG as PNG, its text in the report's serif: the same bytes on every machine. */
export async function cardPicture(svg: string): Promise<Uint8Array> {
  renderer ??= startRenderer();
  const {Resvg, typeface} = await renderer;
  const picture = new Resvg(svg, {font: {fontBuffers: [typeface], loadSystemFonts: false}});
  try {
    return picture.render().asPng();
  } finally {
    picture.free();
  }
}

/** Starts the renderer, once a process, and reads the typeface. What only a build needs is loaded here. */
async function startRenderer(): Promise<Renderer> {
  const {initWasm, Resvg} = await import("@resvg/resvg-wasm");
  const {decompress} = await import("wawoff2");
  const wasm = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
  await initWasm(readFileSync(wasm));
  const [scope, name, ...file] = TYPEFACE.split("/") as [string, string, ...string[]];
  const typeface = await decompress(readFileSync(join(requiredPackage(`${scope}/${name}`), ...file)));
  return {Resvg, typeface};
}
