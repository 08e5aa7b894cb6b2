import type {NamedTensor} from "../engines/micro/safetensors.js";

/** A value of a GGUF file's metadata, with its type there. */
export type GgufValue =
  | {type: "uint32" | "float32"; value: number}
  | {type: "bool"; value: boolean}
  | {type: "string"; value: string}
  | {type: "string[]"; value: readonly string[]}
  | {type: "float32[]" | "int32[]"; value: readonly number[]};

export interface GgufFile {
  /** Written in this order. */
  metadata: Readonly<Record<string, GgufValue>>;
  /** Shapes rows first, as everywhere here; the file has them the other way round. */
  tensors: readonly NamedTensor[];
}

/** Numbers of the types in the file. */
const typeCode = {uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9} as const;
const float32Tensor = 0;

/** Tensors start at multiples of this; the format's default. */
const alignment = 32;

/**
 * The bytes of a GGUF file, version 3, little-endian, tensors in float32: magic, counts, metadata, the tensors' descriptions,
 * then their data. The same content gives the same bytes. See https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.
 */
export function encodeGguf({metadata, tensors}: GgufFile): Buffer {
  const entries = Object.entries(metadata);
  const parts = [Buffer.from("GGUF"), uint32(3), uint64(tensors.length), uint64(entries.length)];
  for (const [key, value] of entries) parts.push(text(key), metadataValue(value));
  let offset = 0;
  for (const {name, shape, data} of tensors) {
    const dimensions = shape.toReversed().map(uint64);
    parts.push(text(name), uint32(shape.length), ...dimensions, uint32(float32Tensor), uint64(offset));
    offset += data.byteLength + padding(data.byteLength).length;
  }
  const header = Buffer.concat(parts);
  const contents = tensors.flatMap(({data}) => [
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
    padding(data.byteLength)
  ]);
  return Buffer.concat([header, padding(header.length), ...contents]);
}

function metadataValue(entry: GgufValue): Buffer {
  switch (entry.type) {
    case "uint32":
      return Buffer.concat([uint32(typeCode.uint32), uint32(entry.value)]);
    case "float32":
      return Buffer.concat([uint32(typeCode.float32), float32(entry.value)]);
    case "bool":
      return Buffer.concat([uint32(typeCode.bool), Buffer.of(entry.value ? 1 : 0)]);
    case "string":
      return Buffer.concat([uint32(typeCode.string), text(entry.value)]);
    case "string[]":
      return array(typeCode.string, entry.value.map(text));
    case "float32[]":
      return array(typeCode.float32, entry.value.map(float32));
    case "int32[]":
      return array(typeCode.int32, entry.value.map(int32));
  }
}

function array(itemType: number, items: readonly Buffer[]): Buffer {
  return Buffer.concat([uint32(typeCode.array), uint32(itemType), uint64(items.length), ...items]);
}

function padding(length: number): Buffer {
  return Buffer.alloc((alignment - (length % alignment)) % alignment);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}
