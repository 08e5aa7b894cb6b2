import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {initWasm, Resvg} from "@resvg/resvg-wasm";
import {decompress} from "wawoff2";
import {requiredPackage} from "../../workspace/package-folder.js";

const TYPEFACE = "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2";

let renderer: Promise<Uint8Array> | undefined;

/** An SVG as PNG, its text in the report's serif: the same bytes on every machine. */
export async function cardPicture(svg: string): Promise<Uint8Array> {
  renderer ??= startRenderer();
  const typeface = await renderer;
  const picture = new Resvg(svg, {font: {fontBuffers: [typeface], loadSystemFonts: false}});
  try {
    return picture.render().asPng();
  } finally {
    picture.free();
  }
}

/** Starts the renderer, once a process, and reads the typeface. */
async function startRenderer(): Promise<Uint8Array> {
  const wasm = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
  await initWasm(readFileSync(wasm));
  const [scope, name, ...file] = TYPEFACE.split("/") as [string, string, ...string[]];
  return decompress(readFileSync(join(requiredPackage(`${scope}/${name}`), ...file)));
}
