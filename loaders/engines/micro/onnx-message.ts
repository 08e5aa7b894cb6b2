import protobuf from "protobufjs";

/** The part of onnx.proto that our graphs need; field numbers as in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */
const messages = protobuf.parse(
  `syntax = "proto2";
  message Attribute {
    optional string name = 1; optional float f = 2; optional int64 i = 3; optional Graph g = 6;
    repeated int64 ints = 8; optional int32 type = 20;
  }
  message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
  message Shape { repeated Dimension dim = 1; }
  message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
  message ValueType { optional TensorType tensor_type = 1; }
  message ValueInfo { optional string name = 1; optional ValueType type = 2; }
  message Tensor { repeated int64 dims = 1; optional int32 data_type = 2; optional string name = 8; optional bytes raw_data = 9; }
  message Node {
    repeated string input = 1; repeated string output = 2; optional string name = 3; optional string op_type = 4;
    repeated Attribute attribute = 5; optional string domain = 7;
  }
  message Graph {
    repeated Node node = 1; optional string name = 2; repeated Tensor initializer = 5; repeated ValueInfo input = 11;
    repeated ValueInfo output = 12;
  }
  message OperatorSet { optional string domain = 1; optional int64 version = 2; }
  message Model {
    optional int64 ir_version = 1; optional string producer_name = 2; optional Graph graph = 7;
    repeated OperatorSet opset_import = 8;
  }`,
  {keepCase: true}
).root;

const modelType = messages.lookupType("Model");

export interface AttributeMessage {
  name: string;
  f?: number;
  i?: number;
  g?: GraphMessage;
  ints?: number[];
  /** 1 float, 2 integer, 5 graph, 7 integers. */
  type: 1 | 2 | 5 | 7;
}

export interface NodeMessage {
  input: string[];
  output: string[];
  name: string;
  op_type: string;
  attribute: AttributeMessage[];
  domain: string;
}

export interface TensorMessage {
  dims: number[];
  data_type: number;
  name: string;
  raw_data: Uint8Array;
}

export interface ValueInfoMessage {
  name: string;
  type: {tensor_type: {elem_type: number; shape: {dim: ({dim_value: number} | {dim_param: string})[]}}};
}

export interface GraphMessage {
  node: NodeMessage[];
  name: string;
  initializer: TensorMessage[];
  input: ValueInfoMessage[];
  output: ValueInfoMessage[];
}

/** Bytes of an ONNX model (IR 9, opset 18, with onnxruntime's own operators) that holds one graph. */
export function encodeModel(graph: GraphMessage): Uint8Array {
  const message = {
    ir_version: 9,
    producer_name: "reasoning-boundary",
    opset_import: [
      {domain: "", version: 18},
      {domain: "com.microsoft", version: 1}
    ],
    graph
  };
  return modelType.encode(message).finish();
}
