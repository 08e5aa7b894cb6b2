import {existsSync, readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {Command} from "commander";
import {decodePng} from "../../loaders/pictures/decode-png.js";
import {encodePng} from "../../loaders/pictures/encode-png.js";
import type {Picture} from "../../loaders/pictures/picture.js";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import {brokenPngs} from "../../test/support/broken-pngs.js";

/**
 * Pictures decoded a second as the micro engine reads them (the committed 32 x 32 palette files), one picture of 1024 x 1024
 * pixels, and pictures encoded a second, ours against pngjs and fast-png where they are installed; then which broken files
 * each decoder takes, and how long it needs. Rounds alternate; rates are medians.
 */
const options = new Command("npx tsx bench/pictures/png.ts")
  .option("--peers <folder>", "where peers are installed", process.env.BOUNDARY_PEERS ?? "/tmp/peers")
  .option("--rounds <n>", "rounds, after one that is not counted", positiveInteger, 9)
  .parse()
  .opts<{peers: string; rounds: number}>();

interface Codec {
  name: string;
  decode: (file: Buffer) => unknown;
  encode: (picture: Picture) => Uint8Array;
}

const folder = "data/benchmarks/dot-pictures";
const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
const pictures = files.map((file) => decodePng(file, folder));
const side = 1024;
const large: Picture = {
  width: side,
  height: side,
  rgb: Uint8Array.from({length: side * side * 3}, (_, at) => ((at * 7) % 253) & 0xc0)
};
const largeFile = [encodePng(large)];
const codecs = [
  {name: "ours", decode: (file: Buffer) => decodePng(file, "bench"), encode: encodePng},
  ...(await peers())
];
compare(`decode ${files.length} files of 32 x 32 pixels`, files, ({decode}) => decode);
compare(`decode one of ${side} x ${side}`, largeFile, ({decode}) => decode);
compare(`encode ${pictures.length} pictures of 32 x 32 pixels`, pictures, ({encode}) => encode);
for (const codec of codecs) printTaken(codec);

function compare<T>(what: string, items: readonly T[], work: (codec: Codec) => (item: T) => unknown): void {
  const rates = codecs.map((): number[] => []);
  for (let round = 0; round <= options.rounds; round++)
    for (const [index, codec] of codecs.entries()) {
      const speed = rate(items, work(codec));
      if (round > 0) rates[index]!.push(speed);
    }
  const medians = rates.map((all) => all.sort((a, b) => a - b)[all.length >> 1]!);
  const parts = codecs.map(
    ({name}, index) =>
      `${name} ${medians[index]!.toFixed(0)}/s${index === 0 ? "" : ` (ours is ${(medians[0]! / medians[index]!).toFixed(2)} x)`}`
  );
  console.log(`${what}: ${parts.join(", ")}`);
}

/** Items a second, over at least 0.2 seconds. */
function rate<T>(items: readonly T[], work: (item: T) => unknown): number {
  const start = performance.now();
  let done = 0;
  for (; performance.now() - start < 200; done += items.length) for (const item of items) work(item);
  return (done / (performance.now() - start)) * 1000;
}

function printTaken({name, decode}: Codec): void {
  const broken = brokenPngs(2e8);
  const taken: string[] = [];
  let [slowest, slowestWhat] = [0, ""];
  for (const {what, file} of broken) {
    const start = performance.now();
    try {
      decode(file);
      taken.push(what);
    } catch {
      // Refused.
    }
    const time = performance.now() - start;
    if (time > slowest) [slowest, slowestWhat] = [time, what];
  }
  const list = taken.length === 0 ? "none" : taken.join("; ");
  console.log(
    `${name} takes ${taken.length} of ${broken.length} broken files: ${list}; slowest ${slowest.toFixed(0)} ms (${slowestWhat})`
  );
}

interface FastPng {
  decode: (file: Buffer, options: {checkCrc: boolean}) => unknown;
  encode: (picture: {width: number; height: number; channels: number; data: Uint8Array}) => Uint8Array;
}

interface Pngjs {
  PNG: {
    sync: {
      read: (file: Buffer) => unknown;
      write: (picture: object, options: object) => Buffer;
    };
  };
}

/** The peers in `--peers`; they write RGB files, because neither makes a palette of a picture's colours. */
async function peers(): Promise<Codec[]> {
  const modules = join(options.peers, "node_modules");
  if (!existsSync(join(modules, "fast-png")) || !existsSync(join(modules, "pngjs"))) {
    console.log(`no ratio: npm install --prefix ${options.peers} fast-png@8.0.0 pngjs@7.0.0`);
    return [];
  }
  const fast = (await import(pathToFileURL(join(modules, "fast-png/lib/index.js")).href)) as FastPng;
  const {PNG} = createRequire(join(modules, "pngjs/package.json"))("pngjs") as Pngjs;
  return [
    {
      name: "pngjs",
      decode: (file) => PNG.sync.read(file),
      encode: ({width, height, rgb}) =>
        PNG.sync.write(
          {width, height, data: Buffer.from(rgb), gamma: 0},
          {colorType: 2, inputColorType: 2, inputHasAlpha: false}
        )
    },
    {
      name: "fast-png",
      decode: (file) => fast.decode(file, {checkCrc: true}),
      encode: ({width, height, rgb}) => fast.encode({width, height, channels: 3, data: rgb})
    }
  ];
}
