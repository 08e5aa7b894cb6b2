import {
  encodeModel,
  type AttributeMessage,
  type GraphMessage,
  type NodeMessage,
  type TensorMessage,
  type ValueInfoMessage
} from "./onnx-message.js";

/** Name of a value in a graph. */
export type Value = string;

/** Codes of onnx.proto's TensorProto.DataType. */
const elementTypes = {float32: 1, int32: 6, int64: 7, bool: 9} as const;

export type ElementType = keyof typeof elementTypes;

/** Code of an element type, for the operator Cast. */
export function elementCode(type: ElementType): number {
  return elementTypes[type];
}

/** A dimension: its size, or a name for one that the feeds decide. */
export type Dimension = number | string;

/** A float attribute; plain numbers are integer attributes. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

type Attribute = number | number[] | Float | GraphBuilder;

/** Operators of onnxruntime's own domain. */
const runtimeOperators = new Set(["GroupQueryAttention", "QuickGelu", "FusedMatMul", "RotaryEmbedding"]);

/** Builds an ONNX graph node by node. A body (of a Loop) sees the values of the graph around it. */
export class GraphBuilder {
  private readonly nodes: NodeMessage[] = [];
  private readonly initializers: TensorMessage[] = [];
  private readonly inputs: ValueInfoMessage[] = [];
  private readonly outputs: ValueInfoMessage[] = [];
  private readonly renamed = new Map<Value, string>();
  private readonly constants = new Map<string, Value>();
  private readonly prefix: string;
  private count = 0;

  constructor(prefix = "") {
    this.prefix = prefix;
  }

  /** Adds an operator with one output. An empty name stands for an input that is left out. */
  op(type: string, inputs: readonly Value[], attributes: Record<string, Attribute> = {}): Value {
    return this.ops(type, inputs, attributes, 1)[0]!;
  }

  /** Adds an operator with several outputs. */
  ops(
    type: string,
    inputs: readonly Value[],
    attributes: Record<string, Attribute>,
    outputs: number
  ): Value[] {
    const names = Array.from({length: outputs}, () => this.fresh(type));
    this.nodes.push({
      input: [...inputs],
      output: names,
      name: names[0]!,
      op_type: type,
      attribute: Object.entries(attributes).map(([name, value]) => attributeMessage(name, value)),
      domain: runtimeOperators.has(type) ? "com.microsoft" : ""
    });
    return names;
  }

  /** A float32 scalar. */
  float(value: number): Value {
    return this.constant(`float ${value}`, "float32", [], new Float32Array([value]));
  }

  /** A float32 tensor. */
  floats(data: Float32Array, shape: number[]): Value {
    return this.initializer("float32", shape, data);
  }

  /** An int64 scalar. */
  integer(value: number): Value {
    return this.constant(`integer ${value}`, "int64", [], BigInt64Array.of(BigInt(value)));
  }

  /** An int64 vector: axes, shapes. */
  integers(...values: number[]): Value {
    return this.constant(
      `integers ${values.join(" ")}`,
      "int64",
      [values.length],
      BigInt64Array.from(values, BigInt)
    );
  }

  input(name: string, type: ElementType, shape: readonly Dimension[]): Value {
    this.inputs.push(valueInfo(this.prefix + name, type, shape));
    return this.prefix + name;
  }

  /** Makes a node's output an output of the graph. A value can be one output only. */
  output(name: string, value: Value, type: ElementType, shape: readonly Dimension[]): void {
    // Renaming, not an Identity node: onnxruntime would copy the value, for a cache at every step of a Loop.
    if (this.renamed.has(value)) throw new Error(`value ${value} is already an output`);
    this.renamed.set(value, this.prefix + name);
    this.outputs.push(valueInfo(this.prefix + name, type, shape));
  }

  message(): GraphMessage {
    const rename = (value: Value) => this.renamed.get(value) ?? value;
    return {
      node: this.nodes.map((node) => ({
        ...node,
        input: node.input.map(rename),
        output: node.output.map(rename)
      })),
      name: `${this.prefix}graph`,
      initializer: this.initializers,
      input: this.inputs,
      output: this.outputs
    };
  }

  /** The whole model's bytes, for onnxruntime. */
  encode(): Uint8Array {
    return encodeModel(this.message());
  }

  private constant(
    key: string,
    type: ElementType,
    shape: number[],
    data: Float32Array | BigInt64Array
  ): Value {
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const name = this.initializer(type, shape, data);
    this.constants.set(key, name);
    return name;
  }

  private initializer(type: ElementType, dims: number[], data: Float32Array | BigInt64Array): Value {
    const name = this.fresh("constant");
    const raw_data = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.initializers.push({dims, data_type: elementTypes[type], name, raw_data});
    return name;
  }

  private fresh(label: string): Value {
    return `${this.prefix}${label}_${this.count++}`;
  }
}

function attributeMessage(name: string, value: Attribute): AttributeMessage {
  if (value instanceof Float) return {name, f: value.value, type: 1};
  if (value instanceof GraphBuilder) return {name, g: value.message(), type: 5};
  return typeof value === "number" ? {name, i: value, type: 2} : {name, ints: value, type: 7};
}

function valueInfo(name: string, type: ElementType, shape: readonly Dimension[]): ValueInfoMessage {
  const dim = shape.map((size) => (typeof size === "number" ? {dim_value: size} : {dim_param: size}));
  return {name, type: {tensor_type: {elem_type: elementTypes[type], shape: {dim}}}};
}
