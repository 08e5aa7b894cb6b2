import {changes, conditions, integers, intervals, withElement} from "../elements.js";
import {addProgram, appendProgram, expressionProgram, loopProgram, type Programs} from "../program-text.js";

const places = "i in range ( len ( xs ) )";
const afterFirst = "i in range ( 1 , len ( xs ) )";

/** What only some problems need: positions, neighbours, memory of what came before. */
export const rareConstructions = {
  interval: intervals.flatMap(({chain, both}): Programs[] => [
    {
      expression: expressionProgram(`[ x for x in xs if ${chain} ]`),
      statements: appendProgram("x", {condition: both})
    },
    {
      expression: expressionProgram(`len ( [ x for x in xs if ${chain} ] )`),
      statements: addProgram("1", {condition: both})
    }
  ]),
  index_parity: [0, 1].flatMap((parity) => ofParity(parity)),
  index_map: ["+", "*", "-"].map((operator): Programs => ({
    expression: expressionProgram(`[ xs [ i ] ${operator} i for ${places} ]`),
    statements: loopProgram({
      before: ["out = [ ]", "n = 0"],
      body: [`out.append ( x ${operator} n )`, "n += 1"]
    })
  })),
  positions: conditions.map((condition): Programs => {
    const here = withElement(condition, "xs [ i ]");
    return {
      expression: expressionProgram(`[ i for ${places} if ${here} ]`),
      statements: appendProgram("i", {over: places, condition: here})
    };
  }),
  running: [
    ...integers(0, 5).map((start) => runningSum(start)),
    ...["max", "min"].map((extreme): Programs => ({
      expression: expressionProgram(`[ ${extreme} ( xs [ : i + 1 ] ) for ${places} ]`),
      statements: appendProgram(`${extreme} ( xs [ : i + 1 ] )`, {over: places})
    }))
  ],
  dedupe: [
    {
      expression: expressionProgram(`[ xs [ i ] for ${places} if xs [ i ] not in xs [ : i ] ]`),
      statements: appendProgram("x", {condition: "x not in out"})
    },
    {
      expression: expressionProgram(`sorted ( [ xs [ i ] for ${places} if xs [ i ] not in xs [ : i ] ] )`),
      statements: appendProgram("x", {over: "x in sorted ( xs )", condition: "x not in out"})
    },
    ...["sum", "len"].map((reduction): Programs => ({
      expression: expressionProgram(
        `${reduction} ( [ xs [ i ] for ${places} if xs [ i ] not in xs [ : i ] ] )`
      ),
      statements: appendProgram("x", {condition: "x not in out", result: `${reduction} ( out )`})
    })),
    ...changes.slice(0, 4).map((change): Programs => ({
      expression: expressionProgram(
        `[ ${withElement(change, "xs [ i ]")} for ${places} if xs [ i ] not in xs [ : i ] ]`
      ),
      statements: appendProgram(change, {condition: `${change} not in out`})
    }))
  ],
  neighbours: [
    ...["-", "+"].map((operator): Programs => ({
      expression: expressionProgram(`[ xs [ i ] ${operator} xs [ i - 1 ] for ${afterFirst} ]`),
      statements: neighbourLoop(`out.append ( x ${operator} xs [ n ] )`)
    })),
    ...[">", "<", "=="].map((comparison): Programs => ({
      expression: expressionProgram(`[ xs [ i ] for ${afterFirst} if xs [ i ] ${comparison} xs [ i - 1 ] ]`),
      statements: neighbourLoop(`if x ${comparison} xs [ n ] : out.append ( x )`)
    }))
  ]
} satisfies Record<string, Programs[]>;

function ofParity(parity: number): Programs[] {
  const slice = parity === 0 ? "xs [ : : 2 ]" : "xs [ 1 : : 2 ]";
  const loop = {over: places, condition: `i % 2 == ${parity}`};
  return [
    {expression: expressionProgram(slice), statements: appendProgram("xs [ i ]", loop)},
    {expression: expressionProgram(`sum ( ${slice} )`), statements: addProgram("xs [ i ]", loop)},
    ...changes
      .filter((change) => change !== "x * x")
      .map((change): Programs => ({
        expression: expressionProgram(`[ ${change} for x in ${slice} ]`),
        statements: appendProgram(withElement(change, "xs [ i ]"), loop)
      }))
  ];
}

/** Sums of the first 1, 2, … elements, on top of `start`. */
function runningSum(start: number): Programs {
  const first = start === 0 ? "" : ` + ${start}`;
  return {
    expression: expressionProgram(`[ sum ( xs [ : i + 1 ] )${first} for ${places} ]`),
    statements: loopProgram({before: ["out = [ ]", `n = ${start}`], body: ["n += x", "out.append ( n )"]})
  };
}

/** A loop over all elements but the first, `x`; the one before is `xs [ n ]`. */
function neighbourLoop(line: string): string {
  return loopProgram({before: ["out = [ ]", "n = 0"], over: "x in xs [ 1 : ]", body: [line, "n += 1"]});
}
