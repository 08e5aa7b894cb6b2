import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {cutJson} from "../../../loaders/importing/files/cut-json.js";
import {jsonParts} from "../../../loaders/importing/files/json-parts.js";
import {parsePythonJson} from "../../../loaders/importing/files/python-json.js";
import type {RawFile} from "../../../loaders/importing/files/raw-file.js";

/** A file whose content comes in chunks of a size. */
function fileOf(text: string, size: number): RawFile {
  const bytes = Buffer.from(text);
  return {
    name: "a.json",
    path: "/a.json",
    inner: null,
    isNamed: true,
    size: bytes.length,
    // oxlint-disable-next-line typescript/require-await -- as files are read
    chunks: async function* () {
      for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
    }
  };
}

async function parts(text: string, depth: number, size = 7): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const part of jsonParts(fileOf(text, size), depth))
    found.push(part instanceof Error ? "error" : [part.path.join("/"), part.value]);
  return found;
}

describe("jsonParts", () => {
  it.each([
    [
      '[{"a": 1}, [2], "x"]',
      1,
      [
        ["0", {a: 1}],
        ["1", [2]],
        ["2", "x"]
      ]
    ],
    [
      '\uFEFF {"date": "d", "eval": {"t/1": [1, 2], "t,2": []}}\n',
      2,
      [
        ["date", "d"],
        ["eval/t/1", [1, 2]],
        ["eval/t,2", []]
      ]
    ],
    [
      '["a\\"]", "\\\\", "ü{"]',
      1,
      [
        ["0", 'a"]'],
        ["1", "\\"],
        ["2", "ü{"]
      ]
    ],
    ["[]", 1, []],
    ["[1, 2", 1, [["0", 1], "error"]],
    ["[1, oops, 3]", 1, [["0", 1], "error", ["2", 3]]],
    ["[1] [2]", 1, [["0", 1], "error"]],
    [
      "[NaN, -Infinity]",
      1,
      [
        ["0", null],
        ["1", null]
      ]
    ],
    ["7", 1, ["error"]],
    ["", 1, ["error"]]
  ] as const)("of %j at depth %i are %j", async (text, depth, expected) => {
    for (const size of [1, 2, 7, 1000]) expect(await parts(text, depth, size)).toEqual(expected);
  });

  it("gives any list back, whatever the chunks", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), {maxLength: 6}),
        fc.integer({min: 1, max: 40}),
        async (list, size) => {
          const text = JSON.stringify(list, null, size % 3);
          const found = await parts(text, 1, size);
          expect(found).toEqual(
            (JSON.parse(text) as unknown[]).map((value, place) => [String(place), value])
          );
        }
      )
    );
  });
});

describe("cutJson", () => {
  it.each([
    ['{"a": 1, "b": [1, 2', {a: 1, b: [1, 2]}],
    ['{"a": "x\\', {a: "x"}],
    ['{"a": "x\\u00', {a: "x"}],
    ['{"a": "x\\\\', {a: "x\\"}],
    ['{"a": 1, "b', {a: 1}],
    ['{"a": 1, "b":', {a: 1}],
    ['{"a": 1, "b": tr', {a: 1}],
    ['[{"a": {"b": "c', [{a: {b: "c"}}]],
    ['[{"a": 1}, ', [{a: 1}]],
    ["{", {}],
    ['{"a": 1}', {a: 1}],
    ['{"a": 1}\n{"a": 2', undefined],
    ["a,b\n1,2", undefined],
    ['{"a": 1, "b\n{"a": 2', undefined],
    ["", undefined]
  ])("closes %j", (text, expected) => {
    expect(cutJson(text)).toEqual(expected);
  });

  it("makes a value of every cut of an object", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (object, at) => {
        const text = JSON.stringify(object);
        const cut = text.slice(0, 1 + (at % text.length));
        expect(cutJson(cut)).toBeTypeOf("object");
      })
    );
  });
});

describe("parsePythonJson", () => {
  it.each([
    ['{"a": NaN, "b": -Infinity, "c": "NaN \\" Infinity"}', {a: null, b: null, c: 'NaN " Infinity'}],
    ['["NaN"]', ["NaN"]]
  ])("reads %s", (text, expected) => {
    expect(parsePythonJson(text)).toEqual(expected);
  });

  it("throws for what is no JSON", () => {
    expect(() => parsePythonJson('{"a": NaN')).toThrow(SyntaxError);
  });
});
