import {type} from "arktype";
import {readBytes} from "../../schema/text-file.js";
import {UserError} from "../../schema/user-error.js";

/** A float32 tensor of a safetensors file. */
export interface NamedTensor {
  name: string;
  shape: number[];
  data: Float32Array;
}

export interface TensorFile {
  tensors: NamedTensor[];
  /** Free strings of the file's `__metadata__`. */
  metadata: Record<string, string>;
}

const tensorEntry = type({
  dtype: "string",
  shape: "(number.integer >= 0)[]",
  data_offsets: ["number.integer >= 0", "number.integer >= 0"]
});
const metadataEntry = type("Record<string, string>");

/** The bytes of a safetensors file: header length, JSON header padded to 8 bytes, then the tensors in the given order. See https://github.com/huggingface/safetensors. */
export function encodeSafetensors({tensors, metadata}: TensorFile): Buffer {
  const header: Record<string, unknown> = {__metadata__: metadata};
  let offset = 0;
  for (const {name, shape, data} of tensors) {
    header[name] = {dtype: "F32", shape, data_offsets: [offset, offset + data.byteLength]};
    offset += data.byteLength;
  }
  const json = Buffer.from(JSON.stringify(header));
  const padding = Buffer.alloc((8 - (json.length % 8)) % 8, " ");
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length + padding.length));
  const parts = tensors.map(({data}) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  return Buffer.concat([length, json, padding, ...parts]);
}

/** Reads a safetensors file of float32 tensors. A file that is missing, cut short or damaged is a UserError that names it. */
export function readSafetensors(file: string): TensorFile {
  return decodeSafetensors(readBytes(file), file);
}

/** The tensors in a safetensors file's bytes; `file` is for messages. */
export function decodeSafetensors(bytes: Buffer, file: string): TensorFile {
  const {header, start} = readHeader(bytes, file);
  const metadata = metadataEntry(header.__metadata__ ?? {});
  if (metadata instanceof type.errors) throw corrupt(file, `__metadata__ ${metadata.summary}`);
  const entries = Object.entries(header).filter(([name]) => name !== "__metadata__");
  const tensors = entries.map(([name, entry]) => readTensor(bytes.subarray(start), name, entry, file));
  const end = tensors.reduce((sum, {data}) => sum + data.byteLength, start);
  if (end !== bytes.length) throw corrupt(file, `${bytes.length} bytes where the header tells of ${end}`);
  return {tensors, metadata};
}

function readHeader(bytes: Buffer, file: string): {header: Record<string, unknown>; start: number} {
  if (bytes.length < 8) throw corrupt(file, `only ${bytes.length} bytes long`);
  const length = Number(bytes.readBigUInt64LE(0));
  if (length > bytes.length - 8) throw corrupt(file, "the header is cut short or is no safetensors header");
  let header: unknown;
  try {
    header = JSON.parse(bytes.toString("utf8", 8, 8 + length));
  } catch {
    throw corrupt(file, "the header is no JSON");
  }
  if (typeof header !== "object" || header === null || Array.isArray(header))
    throw corrupt(file, "the header is no object");
  return {header: header as Record<string, unknown>, start: 8 + length};
}

function readTensor(bytes: Buffer, name: string, entry: unknown, file: string): NamedTensor {
  const parsed = tensorEntry(entry);
  if (parsed instanceof type.errors) throw corrupt(file, `tensor ${JSON.stringify(name)}: ${parsed.summary}`);
  const {dtype, shape, data_offsets} = parsed;
  const [from, to] = data_offsets;
  if (dtype !== "F32") throw corrupt(file, `tensor ${JSON.stringify(name)} has type ${dtype}, expected F32`);
  const size = shape.reduce((product, length) => product * length, 4);
  if (to - from !== size || to > bytes.length)
    throw corrupt(file, `tensor ${JSON.stringify(name)} is cut short`);
  // A copy: the tensor may start at an address that no Float32Array can view.
  const data = new Float32Array(size / 4);
  Buffer.from(data.buffer).set(bytes.subarray(from, to));
  return {name, shape, data};
}

function corrupt(file: string, what: string): UserError {
  return new UserError(`${file}: corrupt weights: ${what}; restore the file or train the model again`);
}
