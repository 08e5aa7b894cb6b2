import {spawnSync} from "node:child_process";
import {dirname} from "node:path";
import {fileURLToPath} from "node:url";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {findPython} from "../../../loaders/verification/code/sandbox/python-runtime.js";
import {closeEnough, pythonEqual} from "../../../loaders/verification/code/values/equality.js";
import {parsePythonJson, printPythonJson} from "../../../loaders/verification/code/values/python-json.js";
import {
  decodeValue,
  encodeValue,
  type PythonValue
} from "../../../loaders/verification/code/values/python-value.js";

const tuple = (...items: PythonValue[]): PythonValue => ({kind: "tuple", items});
const set = (...items: PythonValue[]): PythonValue => ({kind: "set", items});

const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.bigInt(),
  fc.double({noNaN: true}),
  fc.string({unit: "binary"})
);
const {value} = fc.letrec<{value: PythonValue}>((tie) => ({
  value: fc.oneof(
    {depthSize: "small"},
    leaf,
    fc.array(tie("value"), {maxLength: 4}),
    fc.array(tie("value"), {maxLength: 4}).map((items): PythonValue => tuple(...items)),
    fc
      .array(fc.tuple(leaf, tie("value")), {maxLength: 4})
      .map((entries): PythonValue => ({kind: "dict", entries}))
  )
}));

describe("parsePythonJson", () => {
  it("keeps integers of any size, and tells them from floats", () => {
    expect(parsePythonJson("[1, 1.0, -0, 1e3, 123456789012345678901234567890]")).toEqual([
      1n,
      1,
      0n,
      1000,
      123456789012345678901234567890n
    ]);
  });

  it("reads Infinity, -Infinity and NaN as floats", () => {
    expect(parsePythonJson("[Infinity, -Infinity, NaN]")).toEqual([Infinity, -Infinity, NaN]);
  });

  it("keeps an object's members in order, duplicates included", () => {
    expect(parsePythonJson('{"b": {}, "a": [], "b": "\\\\\\" \\ud800"}')).toEqual({
      members: [
        ["b", {members: []}],
        ["a", []],
        ["b", '\\" \ud800']
      ]
    });
  });

  it.each([
    "",
    "[1",
    "[1 2]",
    '{"a" 1}',
    '"open',
    '"\\"',
    "01x",
    "-",
    "tru",
    "1 2",
    "'a'",
    `${"[".repeat(600)}${"]".repeat(600)}`,
    "9".repeat(5000)
  ])("throws a SyntaxError on %.20s", (text) => {
    expect(() => parsePythonJson(text)).toThrow(SyntaxError);
  });

  it("inverts printPythonJson", () => {
    expect(printPythonJson([1n, 1, -0, 1.5, 1e300, Infinity, NaN, "\n", {members: [["a", null]]}])).toBe(
      '[1,1.0,-0.0,1.5,1e+300,Infinity,NaN,"\\n",{"a":null}]'
    );
  });
});

describe("encodeValue", () => {
  it("is inverted by decodeValue", () => {
    fc.assert(
      fc.property(value, (original) => {
        expect(decodeValue(encodeValue(original))).toEqual(original);
      })
    );
  });

  it.each(['{"z": 1}', '{"t": 1}', '{"c": [1]}', '{"i": "12"}', '{"t": [], "s": []}', "{}", '{"d": [[1]]}'])(
    "decodeValue throws on %s",
    (text) => {
      expect(() => decodeValue(text)).toThrow(SyntaxError);
    }
  );
});

/** What Python says of `a == b`. */
const equalities: readonly (readonly [PythonValue, PythonValue, boolean])[] = [
  [1n, 1, true],
  [1n, true, true],
  [0, false, true],
  [0, -0, true],
  [1n, {kind: "complex", real: 1, imaginary: 0}, true],
  [2n ** 53n + 1n, 2 ** 53, false],
  [10n ** 400n, Infinity, false],
  [0.1, 0.30000000000000004 - 0.2, false],
  ["1", 1n, false],
  [null, false, false],
  ["", null, false],
  [[1n, 2n], [1, 2], true],
  [[1n], tuple(1n), false],
  [tuple(1n, "a"), tuple(1, "a"), true],
  [set(1n, 2n), set(2, 1), true],
  [set(1n, 2n), {kind: "frozenset", items: [2n, 1n]}, true],
  [set(1n), [1n], false],
  [set(tuple(1n, "a")), set(tuple(true, "a")), true],
  [
    {
      kind: "dict",
      entries: [
        [1n, "a"],
        ["b", [1n]]
      ]
    },
    {
      kind: "dict",
      entries: [
        ["b", [1]],
        [true, "a"]
      ]
    },
    true
  ],
  [{kind: "dict", entries: [["a", 1n]]}, {kind: "dict", entries: [["a", 2n]]}, false],
  [{kind: "dict", entries: [["a", null]]}, {kind: "dict", entries: []}, false],
  [{kind: "bytes", hex: "00"}, {kind: "bytes", hex: "00"}, true],
  [{kind: "object", type: "Equal"}, {kind: "object", type: "Equal"}, false],
  [set({kind: "object", type: "A"}), set({kind: "object", type: "A"}), false]
];

describe("pythonEqual", () => {
  it.each(equalities)("says what Python's == says, both ways round: pair %#", (a, b, same) => {
    expect(pythonEqual(a, b)).toBe(same);
    expect(pythonEqual(b, a)).toBe(same);
  });

  it("finds every value equal to itself", () => {
    fc.assert(fc.property(value, (original) => pythonEqual(original, original)));
  });
});

const near = {absolute: 1e-4, isForFloatsOnly: false};
const nearFloats = {absolute: 1e-4, isForFloatsOnly: true};

describe("closeEnough", () => {
  it("accepts floats within the tolerance, anywhere in a list or tuple of the same shape", () => {
    expect(closeEnough(1.00005, 1, near)).toBe(true);
    expect(closeEnough(1.0002, 1, near)).toBe(false);
    expect(closeEnough([tuple(1.00005, "a")], [tuple(1, "a")], near)).toBe(true);
    expect(closeEnough([1], [1, 1], near)).toBe(false);
    expect(closeEnough([1], tuple(1), near)).toBe(false);
  });

  it("never accepts another integer, or an integer near a float", () => {
    expect(closeEnough(10n ** 9n + 1n, 10n ** 9n, near)).toBe(false);
    expect(closeEnough(1n, 1.00001, near)).toBe(false);
  });

  it("accepts no infinity and no NaN but the same", () => {
    expect(closeEnough(Infinity, Infinity, near)).toBe(true);
    expect(closeEnough(Infinity, -Infinity, near)).toBe(false);
    expect(closeEnough(NaN, 1, near)).toBe(false);
  });

  it("looks into the values of dicts and into sets of floats, but takes keys as they are", () => {
    const dict = (...entries: (readonly [PythonValue, PythonValue])[]) => ({kind: "dict", entries}) as const;
    const set = (...items: PythonValue[]) => ({kind: "set", items}) as const;
    expect(closeEnough(dict(["a", [1.00005]]), dict(["a", [1]]), near)).toBe(true);
    expect(closeEnough(dict(["a", 1.0002]), dict(["a", 1]), near)).toBe(false);
    expect(closeEnough(dict([1.00005, 1n]), dict([1, 1n]), near)).toBe(false);
    expect(closeEnough(dict(["a", 1]), dict(["a", 1], ["b", 1]), near)).toBe(false);
    expect(closeEnough(set(2, 1.00005), set(1, 2), near)).toBe(true);
    expect(closeEnough(set(2, 1.5), set(1, 2), near)).toBe(false);
    expect(closeEnough(set(1, 2, 2.00001), set(1, 2), near)).toBe(false);
  });

  it("for floats only: where the expected number is a float", () => {
    expect(closeEnough([1n, 0.50001], [1n, 0.5], nearFloats)).toBe(true);
    expect(closeEnough([1.00001, 0.5], [1n, 0.5], nearFloats)).toBe(false);
    expect(closeEnough([1.00001, 0.5], [1n, 0.5], near)).toBe(true);
  });
});

/** What values.py makes of each Python expression. */
function encoded(...expressions: string[]): string[] {
  const script = new URL("../../../loaders/verification/code/sandbox/values.py", import.meta.url);
  const program = `
import json, sys
sys.path.insert(0, sys.argv[1])
from values import encode
print(json.dumps([encode(eval(text)) for text in json.loads(sys.argv[2])]))`;
  const folder = dirname(fileURLToPath(script));
  const {stdout} = spawnSync(findPython(), ["-IB", "-c", program, folder, JSON.stringify(expressions)], {
    encoding: "utf8"
  });
  return JSON.parse(stdout) as string[];
}

describe("values.py", () => {
  it("gives long values that differ anywhere, also in type alone, different digests, and equal ones the same", () => {
    const different = [
      "[1] * 400000",
      "[1] * 399999 + [2]",
      "[1] * 399999 + [True]",
      "[1.0] * 400000",
      "[1] * 399999 + [1.0]",
      "(1,) * 400000",
      "[1] * 400001",
      "[0.0] * 400000",
      "[-0.0] * 400000",
      "[float('inf')] * 400000",
      "[1] * 399999 + [10**30]",
      "[1] * 399999 + ['1']",
      "'x' * 1200000",
      "'x' * 1199999 + 'y'",
      "'\\ud800' * 1200000"
    ];
    const same = [
      "[int(str(i // i)) for i in range(1, 400001)]",
      "[0.5, 1] * 300000",
      "[0.25 * 2, 1] * 300000",
      "[1] * 399999 + [float('nan')]",
      "[1] * 399999 + [-float('nan')]"
    ];
    const [one, ...others] = encoded(...different, ...same);
    const digests = [one!, ...others];
    expect(digests.every((text) => text.startsWith('{"h": '))).toBe(true);
    expect(new Set(digests.slice(0, different.length)).size).toBe(different.length);
    const [ones, halves, equalHalves, nan, otherNan] = digests.slice(different.length);
    expect([ones, equalHalves, otherNan]).toEqual([one, halves, nan]);
  });

  it("tells numbers of mixed types apart from those that need a tag", () => {
    expect(encoded("[1, 2.5, True]", "[float('nan'), 10**30]", "[1, float('nan'), -10**30, 2.0]")).toEqual([
      "[1, 2.5, true]",
      '[NaN, {"i": "0xc9f2c9cd04674edea40000000"}]',
      '[1, NaN, {"i": "-0xc9f2c9cd04674edea40000000"}, 2.0]'
    ]);
  });
});
