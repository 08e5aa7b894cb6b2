import {describe, expect, it} from "vitest";
import {outputOf, passesTests} from "../../../loaders/benchmarks/list-programs/reward.js";
import {callProgram} from "../../../loaders/python-subset/evaluate.js";
import {parseProgram} from "../../../loaders/python-subset/parse-program.js";
import {ProgramFault} from "../../../loaders/python-subset/value.js";

/** Lines as words: each starts a new line, one tab deep and deeper by two leading spaces. */
function program(...lines: string[]): string {
  const words = lines.map((line) => {
    const text = line.trimStart();
    return `\n${"\t".repeat(1 + (line.length - text.length) / 2)} ${text}`;
  });
  return ["def f ( xs ) :", ...words].join(" ");
}

const run = (text: string, input: number[]) => outputOf(parseProgram(text)!, input);
const value = (expression: string, input: number[] = [3, 1, 2]) =>
  run(program(`return ${expression}`), input);

describe("expressions", () => {
  it.each([
    ["1 + 2 * 3 - 4 // 3", 6],
    ["-7 // 2", -4],
    ["-7 % 3", 2],
    ["7 -3", 4],
    ["- 2 * 3 % 4", 2],
    ["xs * 2 + [ 9 ]", [3, 1, 2, 3, 1, 2, 9]],
    ["xs [ -1 ]", 2],
    ["xs [ 5 : ]", []],
    ["xs [ : : -1 ]", [2, 1, 3]],
    ["xs [ -2 : : -1 ]", [1, 3]],
    ["sorted ( xs , reverse = True ) [ 0 ]", 3],
    ["sum ( x * x for x in xs if x > 1 )", 13],
    ["[ x + i for x in xs for i in range ( 2 ) ]", [3, 4, 1, 2, 2, 3]],
    ["[ x for x in range ( 5 , 0 , -2 ) ]", [5, 3, 1]],
    ["sum ( [ x > 1 for x in xs ] )", 2],
    ["1 < 3 > 2", true],
    ["not 1 in xs", false],
    ["4 not in xs and xs", [3, 1, 2]],
    ["max ( 4 , xs [ 0 ] )", 4],
    ["( 1 + 2 ) * 2", 6],
    ["[ 1 , [ 2 ] , ]", [1, [2]]]
  ])("%s has Python's value", (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it.each([
    "xs [ 3 ]",
    "x",
    "max ( [ ] )",
    "xs + 1",
    "xs > 1",
    "1 % 0",
    "xs ( 1 )",
    "len ( x for x in xs )",
    "sum ( xs , reverse = True )",
    "3 in 4",
    "xs [ : : 0 ]"
  ])("%s raises", (expression) => {
    const parsed = parseProgram(program(`return ${expression}`))!;
    expect(() => callProgram(parsed, [3, 1, 2])).toThrow(ProgramFault);
    expect(value(expression)).toBeUndefined();
  });
});

describe("statements", () => {
  it("runs loops, conditions, assignments and methods", () => {
    const text = program(
      "out = [ ]",
      "n = 0",
      "for x in xs :",
      "  if x > 1 :",
      "    n += x",
      "    out.append ( n )",
      "return out"
    );
    expect(run(text, [3, 1, 2])).toEqual([3, 5]);
  });

  it("keeps one name for one list, as Python does", () => {
    expect(run(program("out = xs", "out += [ 9 ]", "return xs"), [1])).toEqual([1, 9]);
    expect(run(program("out = xs", "out = out + [ 9 ]", "return xs"), [1])).toEqual([1]);
    expect(run(program("xs [ 0 ] = 7", "xs.sort ( )", "return xs"), [9, 8])).toEqual([7, 8]);
  });

  it("leaves a comprehension's name to the comprehension, and a loop's to the function", () => {
    expect(run(program("x = 9", "out = [ x for x in xs ]", "return x"), [1, 2])).toBe(9);
    expect(run(program("for x in xs :", "  n = x", "return x"), [1, 2])).toBe(2);
  });

  it("takes a function's own name for its local as soon as it is assigned to", () => {
    expect(run(program("n = sum ( xs )", "sum = 3", "return n"), [1])).toBeUndefined();
  });

  it("returns None without a return, and calls itself", () => {
    expect(run(program("x = 1"), [])).toBeNull();
    expect(run(program("if xs : return 1 + f ( xs [ 1 : ] )", "return 0"), [4, 4, 4])).toBe(3);
  });

  it("stops what does not end", () => {
    expect(run(program("for x in xs : xs += [ x ]", "return 1"), [1])).toBeUndefined();
    expect(run(program("return f ( xs )"), [1])).toBeUndefined();
    expect(run(program("for x in range ( 60 ) :", "  n = 2", "  xs += xs"), [1, 2])).toBeUndefined();
  });
});

describe("parseProgram", () => {
  it.each([
    ["several statements on a line", program("n = 1 ; return n")],
    ["a statement after the colon", "def f ( xs ) : return xs"],
    ["a blank line", "def f ( xs ) : \n\t n = 1 \n\t\t \n\t return n"],
    ["a new line inside brackets", program("return [ x", "    for x in xs ]")]
  ])("takes %s", (_, text) => {
    expect(parseProgram(text)).not.toBeNull();
  });

  it.each([
    ["no text", ""],
    ["no definition", "return xs"],
    ["no body", "def f ( xs ) :"],
    ["a missing bracket", program("return ( xs")],
    ["a bracket too many", program("return xs )")],
    ["an unknown word", program("return len( xs )")],
    ["two spaces", program("return  xs")],
    ["a keyword as a name", program("if = 3")],
    ["an expression that nothing can be assigned to", program("xs + 1 = 3")],
    ["no indented block", program("for x in xs :", "return x")],
    ["an unexpected indent", program("n = 1", "  return n")],
    ["a block on the line of another", program("for x in xs : if x : return x")],
    ["two operators", program("return xs + * 2")],
    ["words of the prompt", program("return xs -> 3")],
    ["a keyword argument twice", program("return sorted ( xs , reverse = 1 , reverse = 2 )")],
    ["a text after the function", `${program("return xs")} program`]
  ])("refuses %s", (_, text) => {
    expect(parseProgram(text)).toBeNull();
  });
});

describe("passesTests", () => {
  const tests = [
    {input: [2, 1], expected: [1, 2]},
    {input: [], expected: []}
  ];

  it("wants the right output of every test", () => {
    expect(passesTests(program("return sorted ( xs )"), tests)).toBe(true);
    expect(passesTests(program("return xs [ : : -1 ]"), tests)).toBe(true);
    expect(passesTests(program("return [ 1 , 2 ]"), tests)).toBe(false);
    expect(passesTests(program("xs.sort ( )"), tests)).toBe(false);
  });

  it("wants a list for a list, and the name f", () => {
    expect(passesTests(program("return range ( 1 , 1 + len ( xs ) )"), tests)).toBe(false);
    expect(passesTests("def n ( xs ) : return sorted ( xs )", tests)).toBe(false);
  });
});
