import type {Value} from "../../engines/micro/graph-builder.js";
import {Float, type GraphBuilder} from "../../engines/micro/graph-builder.js";

/**
 * Differentiable operations on rows [n, width]: each adds its forward nodes to the graph and keeps its vector-Jacobian
 * product, which `backward` adds in reverse order. Gradients of a value used twice are summed.
 */
export class GradientTape {
  private readonly graph: GraphBuilder;
  private readonly gradients = new Map<Value, Value>();
  private readonly products: (() => void)[] = [];

  constructor(graph: GraphBuilder) {
    this.graph = graph;
  }

  /** Adds to the gradient of a value. */
  accumulate(value: Value, gradient: Value): void {
    const before = this.gradients.get(value);
    this.gradients.set(value, before === undefined ? gradient : this.graph.op("Add", [before, gradient]));
  }

  /** The gradient of a value that `backward` has reached. */
  gradient(value: Value): Value {
    const gradient = this.gradients.get(value);
    if (gradient === undefined) throw new Error(`value ${value} has no gradient`);
    return gradient;
  }

  /** Registers the vector-Jacobian product of an operation whose nodes the caller added. */
  record(product: () => void): void {
    this.products.push(product);
  }

  /** Adds all vector-Jacobian products, last operation first. */
  backward(): void {
    for (const product of this.products.toReversed()) product();
  }

  /** rows [n, in] times weights [in, out]. */
  linear(rows: Value, weights: Value): Value {
    const {graph} = this;
    const result = graph.op("MatMul", [rows, weights]);
    this.record(() => {
      const upstream = this.gradient(result);
      this.accumulate(rows, graph.op("Gemm", [upstream, weights], {transB: 1}));
      this.accumulate(weights, graph.op("Gemm", [rows, upstream], {transA: 1}));
    });
    return result;
  }

  /** rows [n, in] times the transpose of weights [out, in]. */
  linearTransposed(rows: Value, weights: Value): Value {
    const {graph} = this;
    const result = graph.op("Gemm", [rows, weights], {transB: 1});
    this.record(() => {
      const upstream = this.gradient(result);
      this.accumulate(rows, graph.op("MatMul", [upstream, weights]));
      this.accumulate(weights, graph.op("Gemm", [upstream, rows], {transA: 1}));
    });
    return result;
  }

  add(left: Value, right: Value): Value {
    const result = this.graph.op("Add", [left, right]);
    this.record(() => {
      this.accumulate(left, this.gradient(result));
      this.accumulate(right, this.gradient(result));
    });
    return result;
  }

  /** Root-mean-square norm of each row, times scale [width]. Zhang and Sennrich 2019. */
  norm(rows: Value, scale: Value, epsilon: number): Value {
    const {graph} = this;
    const attributes = {axis: -1, epsilon: new Float(epsilon), stash_type: 1};
    const [result, inverse] = graph.ops("SimplifiedLayerNormalization", [rows, scale], attributes, 2);
    this.record(() => {
      const upstream = this.gradient(result!);
      const unit = graph.op("Mul", [rows, inverse!]);
      this.accumulate(
        scale,
        graph.op("ReduceSum", [graph.op("Mul", [upstream, unit]), graph.integers(0)], {keepdims: 0})
      );
      const scaled = graph.op("Mul", [upstream, scale]);
      const along = graph.op("ReduceMean", [graph.op("Mul", [scaled, unit]), graph.integers(1)], {
        keepdims: 1
      });
      const across = graph.op("Sub", [scaled, graph.op("Mul", [unit, along])]);
      this.accumulate(rows, graph.op("Mul", [inverse!, across]));
    });
    return result!;
  }

  /** SwiGLU of rows [n, 2 * hidden], gate first: gate * sigmoid(gate) * up. Shazeer 2020. */
  swiglu(gateUp: Value, hidden: number): Value {
    const {graph} = this;
    const [gate, up] = graph.ops("Split", [gateUp, graph.integers(hidden, hidden)], {axis: 1}, 2);
    const sigmoid = graph.op("Sigmoid", [gate!]);
    const activated = graph.op("Mul", [gate!, sigmoid]);
    const result = graph.op("Mul", [activated, up!]);
    this.record(() => {
      const upstream = this.gradient(result);
      // d silu(g) / dg = s + silu(g) (1 - s).
      const slope = graph.op("Add", [
        sigmoid,
        graph.op("Mul", [activated, graph.op("Sub", [graph.float(1), sigmoid])])
      ]);
      const gateGradient = graph.op("Mul", [graph.op("Mul", [upstream, up!]), slope]);
      const upGradient = graph.op("Mul", [upstream, activated]);
      this.accumulate(gateUp, graph.op("Concat", [gateGradient, upGradient], {axis: 1}));
    });
    return result;
  }

  /** Rows of a table [count, width] at `tokens` int64 [n]. */
  embed(table: Value, tokens: Value, count: number): Value {
    const {graph} = this;
    const result = graph.op("Gather", [table, tokens]);
    this.record(() => {
      const zeroOne = graph.floats(Float32Array.of(0, 1), [2]);
      const chosen = graph.op("OneHot", [tokens, graph.integers(count), zeroOne], {axis: -1});
      this.accumulate(table, graph.op("Gemm", [chosen, this.gradient(result)], {transA: 1}));
    });
    return result;
  }
}
