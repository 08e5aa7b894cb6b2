import type {Random} from "../../src/random/random.js";

/** What often breaks readers of text. */
const words = [
  ...[
    "null",
    "true",
    "{}",
    "[]",
    '""',
    "-1",
    "0",
    "0.5",
    "1e999",
    "-0",
    "2147483648",
    "9007199254740993",
    "NaN"
  ],
  ...[
    "&a ",
    "*a",
    "!!binary ",
    "<<: ",
    "---\n",
    "# ",
    "|\n",
    "? ",
    "%",
    "'",
    '"',
    "\\",
    "\\u0000",
    "\\ud800"
  ],
  ...[
    "__proto__",
    "constructor",
    "../",
    "/etc/passwd",
    "file:///",
    "C:\\",
    "./x.ts",
    "{",
    "[",
    "}",
    "]",
    ":",
    ",",
    "- "
  ],
  ...[
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u001b[31m",
    "\u202e",
    "\u2028",
    "\ufeff",
    "\ud800",
    "😀",
    "é",
    "答",
    " "
  ]
];

/** A kind of change: the bytes after it. */
type Change = (bytes: Buffer, random: Random) => Buffer;

const splice = (bytes: Buffer, from: number, to: number, added: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, from), added, bytes.subarray(to)]);

function part(bytes: Buffer, random: Random, most = 60): [number, number] {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + random.below(most))];
}

/** The place of a number, a word or a text in quotes, at which a value can be put in place of another. */
function tokenAt(bytes: Buffer, random: Random): [number, number] {
  const text = bytes.toString("latin1");
  const start = random.below(text.length + 1);
  const found = /[\w.-]+|"[^"\n]*"/.exec(text.slice(start, start + 200));
  return found === null ? [start, start] : [start + found.index, start + found.index + found[0].length];
}

const changes: readonly Change[] = [
  (bytes, random) => {
    if (bytes.length === 0) return bytes;
    const changed = Buffer.from(bytes);
    const at = random.below(bytes.length);
    changed[at] = changed[at]! ^ (1 << random.below(8));
    return changed;
  },
  (bytes, random) => splice(bytes, ...part(bytes, random), Buffer.alloc(0)),
  (bytes, random) => {
    const [from, to] = part(bytes, random, 200);
    const at = random.below(bytes.length + 1);
    return splice(bytes, at, at, bytes.subarray(from, to));
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) =>
    splice(bytes, ...part(bytes, random, 3), Buffer.from(words[random.below(words.length)]!)),
  (bytes, random) =>
    splice(bytes, ...tokenAt(bytes, random), Buffer.from(words[random.below(words.length)]!)),
  (bytes, random) => splice(bytes, ...tokenAt(bytes, random), bytes.subarray(...tokenAt(bytes, random))),
  (bytes, random) => {
    const lines = bytes.toString("latin1").split("\n");
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    [lines[a], lines[b]] = [lines[b]!, lines[a]!];
    if (random.below(2) === 0) lines.splice(a, 1);
    return Buffer.from(lines.join("\n"), "latin1");
  },
  (bytes, random) => {
    const at = random.below(bytes.length + 1);
    const word = Buffer.from(words[random.below(words.length)]!);
    return splice(bytes, at, at, Buffer.alloc(word.length * (1 + random.below(20_000)), word));
  },
  (bytes, random) => Buffer.from(bytes.toString("utf8"), random.below(2) === 0 ? "utf16le" : "latin1"),
  (bytes) => Buffer.concat([Buffer.from("\ufeff"), bytes]),
  (bytes) => Buffer.from(bytes.toString("latin1").replaceAll("\n", "\r\n"), "latin1")
];

/** Bytes after one to four changes of random kinds. */
export function mutated(bytes: Buffer, random: Random): Buffer {
  let changed = bytes;
  const times = 1 + Math.min(random.below(4), random.below(4));
  for (let i = 0; i < times; i++) changed = changes[random.below(changes.length)]!(changed, random);
  return changed;
}
