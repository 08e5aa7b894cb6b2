import {DataType, makeData, makeVector, Utf8, type Data, type Field, type Vector} from "apache-arrow";

type Values = Uint8Array | Uint16Array | Int32Array | Float32Array | Float64Array;

/** Collects the values of one column, numbers or a dictionary of texts, for a part of a table. */
export class PartColumn {
  private readonly field: Field;
  /** Arrow's bits of the rows that it is in: which of them have a value; null where all have. */
  private bits: Uint8Array | null = null;
  private offset = 0;
  /** Those of the rows that it is in. */
  private numbers = new Uint8Array() as Values;
  private values: Values | null = null;
  private valid = new Uint8Array(1024);
  private length = 0;
  private nulls = 0;
  /** Of each text of the whole dictionary its place among those of the part, from 1 on; 0 where the part does not use it. */
  private places: Uint32Array | null = null;
  private readonly used: number[] = [];
  private text: TextDictionary | null = null;

  constructor(field: Field) {
    this.field = field;
  }

  /** Rows are those of this data from now on. */
  enter(source: Data): void {
    this.bits = source.nullCount > 0 ? source.nullBitmap : null;
    this.offset = source.offset;
    this.numbers = source.values as Values;
    this.values ??= new (this.numbers.constructor as new (length: number) => Values)(8192);
    if (source.dictionary === undefined) return;
    this.text ??= textDictionary(source.dictionary as Vector<Utf8>);
    if (this.text.vector !== source.dictionary)
      throw new Error(`the dictionary of ${this.field.name} changes within the table`);
    this.places ??= new Uint32Array(this.text.offsets.length);
  }

  /** What tells the values of rows apart: a number, or the place of a text; null for none. */
  code(row: number): number | null {
    const bit = row + this.offset;
    if (this.bits !== null && (this.bits[bit >> 3]! & (1 << (bit & 7))) === 0) return null;
    return this.numbers[row]!;
  }

  /** The text of a code. */
  textOf(code: number): string {
    return this.text!.vector.get(code)!;
  }

  /** Bytes that every row adds: a value, and a bit for null. */
  get width(): number {
    return this.numbers.BYTES_PER_ELEMENT + 1 / 8;
  }

  get isText(): boolean {
    return this.places !== null;
  }

  /** Bytes that a row's text adds, where no row before it has the text. */
  textCost(row: number): number {
    const code = this.code(row);
    if (code === null || this.places![code] !== 0) return 0;
    const {offsets} = this.text!;
    return 4 + (offsets[code + 1]! - offsets[code]!);
  }

  take(row: number): void {
    if (this.length === this.values!.length) this.grow();
    const code = this.code(row);
    if (code === null) this.nulls++;
    else {
      this.valid[this.length >> 3]! |= 1 << (this.length & 7);
      this.values![this.length] = this.places === null ? code : this.place(code);
    }
    this.length++;
  }

  /** All that was taken. */
  data(): Data {
    const {type} = this.field as Field<never>;
    return makeData({
      type,
      length: this.length,
      data: (this.values ?? new Uint8Array()).subarray(0, this.length),
      nullCount: this.nulls,
      ...(this.nulls === 0 ? {} : {nullBitmap: this.valid.slice(0, Math.ceil(this.length / 64) * 8)}),
      ...(DataType.isDictionary(type) ? {dictionary: this.dictionary()} : {})
    } as never);
  }

  private place(code: number): number {
    const known = this.places![code]!;
    if (known > 0) return known - 1;
    this.used.push(code);
    this.places![code] = this.used.length;
    return this.used.length - 1;
  }

  private grow(): void {
    const values = this.values!;
    this.values = new (values.constructor as new (length: number) => Values)(2 * values.length);
    this.values.set(values);
    const valid = this.valid;
    this.valid = new Uint8Array(this.values.length / 8);
    this.valid.set(valid);
  }

  /** The texts that the part uses, in the order of their first rows; one that is empty where it uses none. */
  private dictionary(): Vector<Utf8> {
    const {offsets, bytes} = this.text ?? {offsets: new Int32Array(2), bytes: new Uint8Array()};
    const used =
      this.used.length === 0 ? [[0, 0]] : this.used.map((code) => [offsets[code]!, offsets[code + 1]!]);
    const valueOffsets = new Int32Array(used.length + 1);
    used.forEach(([from, to], i) => (valueOffsets[i + 1] = valueOffsets[i]! + to! - from!));
    const data = new Uint8Array(valueOffsets.at(-1)!);
    used.forEach(([from, to], i) => {
      data.set(bytes.subarray(from, to), valueOffsets[i]);
    });
    return makeVector(makeData({type: new Utf8(), length: used.length, valueOffsets, data}));
  }
}

/** The texts of a dictionary as Arrow keeps them: text i is bytes offsets[i] to offsets[i + 1]. */
interface TextDictionary {
  vector: Vector<Utf8>;
  offsets: Int32Array;
  bytes: Uint8Array;
}

function textDictionary(vector: Vector<Utf8>): TextDictionary {
  const [data, ...others] = vector.data;
  if (data === undefined || others.length > 0) throw new Error("a dictionary in several parts");
  return {vector, offsets: data.valueOffsets, bytes: data.values};
}
