import {inflateSync} from "node:zlib";

const MOST_BYTES = 1024 * 1024 * 1024;

// Opcodes of Python's pickletools, those that stand in the pickle of one string.
const PROTOCOL = 0x80;
const FRAME = 0x95;
const MEMOIZE = 0x94;
const STOP = 0x2e;
const BINPUT = 0x71;
const LONG_BINPUT = 0x72;
const SHORT_TEXT = 0x8c;
const TEXT = 0x58;
const LONG_TEXT = 0x8d;

/** Bytes that follow an opcode which says nothing about the string. */
const skipped = new Map([
  [PROTOCOL, 1],
  [FRAME, 8],
  [MEMOIZE, 0],
  [BINPUT, 1],
  [LONG_BINPUT, 4]
]);

/**
 * The string in `base64(zlib(pickle(string)))`, which is how LiveCodeBench packs its private tests. Only the pickle of a single string is
 * read, opcode by opcode; nothing is executed. Throws a SyntaxError on any other pickle.
 */
export function unpackText(packed: string): string {
  const pickle = inflateSync(Buffer.from(packed, "base64"), {maxOutputLength: MOST_BYTES});
  let position = 0;
  let text: string | null = null;
  for (;;) {
    const opcode = pickle[position];
    position += 1;
    if (opcode === STOP && text !== null) return text;
    const skip = skipped.get(opcode ?? -1);
    if (skip !== undefined) {
      position += skip;
      continue;
    }
    const start = position + lengthBytes(opcode);
    const end = start + textLength(pickle, position, opcode);
    if (text !== null || end > pickle.length)
      throw new SyntaxError("invalid packed text: not the pickle of one string");
    text = pickle.toString("utf8", start, end);
    position = end;
  }
}

function lengthBytes(opcode: number | undefined): number {
  if (opcode === SHORT_TEXT) return 1;
  if (opcode === TEXT) return 4;
  if (opcode === LONG_TEXT) return 8;
  throw new SyntaxError(
    `invalid packed text: opcode ${opcode ?? "missing"} does not belong to a pickled string`
  );
}

function textLength(pickle: Buffer, position: number, opcode: number | undefined): number {
  if (opcode === SHORT_TEXT) return pickle.readUInt8(position);
  if (opcode === TEXT) return pickle.readUInt32LE(position);
  return Number(pickle.readBigUInt64LE(position));
}
