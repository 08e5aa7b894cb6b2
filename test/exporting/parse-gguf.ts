import type {NamedTensor} from "../../loaders/engines/micro/safetensors.js";

export interface ParsedGguf {
  version: number;
  metadata: Record<string, unknown>;
  /** Shapes rows first: the file's, reversed. */
  tensors: Map<string, NamedTensor>;
}

/** Reads a GGUF file of float32 tensors back, after the format's description. Throws where a tensor is not aligned. */
export function parseGguf(bytes: Buffer): ParsedGguf {
  let at = 4;
  if (bytes.toString("latin1", 0, 4) !== "GGUF") throw new Error("no GGUF magic");
  const uint32 = () => bytes.readUInt32LE((at += 4) - 4);
  const uint64 = () => Number(bytes.readBigUInt64LE((at += 8) - 8));
  const text = () => {
    const length = uint64();
    return bytes.toString("utf8", at, (at += length));
  };
  const value = (type: number): unknown => {
    if (type === 4) return uint32();
    if (type === 5) return bytes.readInt32LE((at += 4) - 4);
    if (type === 6) return bytes.readFloatLE((at += 4) - 4);
    if (type === 7) return bytes[at++] === 1;
    if (type === 8) return text();
    if (type !== 9) throw new Error(`metadata type ${type}`);
    const itemType = uint32();
    return Array.from({length: uint64()}, () => value(itemType));
  };

  const version = uint32();
  const tensorCount = uint64();
  const metadata = Object.fromEntries(Array.from({length: uint64()}, () => [text(), value(uint32())]));
  const described = Array.from({length: tensorCount}, () => ({
    name: text(),
    shape: Array.from({length: uint32()}, uint64).reverse(),
    type: uint32(),
    offset: uint64()
  }));
  const start = Math.ceil(at / 32) * 32;
  const tensors = described.map(({name, shape, type, offset}): [string, NamedTensor] => {
    if (type !== 0 || offset % 32 !== 0) throw new Error(`tensor ${name}: type ${type} at ${offset}`);
    const length = shape.reduce((product, size) => product * size, 1);
    const data = Float32Array.from({length}, (_, index) => bytes.readFloatLE(start + offset + 4 * index));
    return [name, {name, shape, data}];
  });
  return {version, metadata, tensors: new Map(tensors)};
}
