import {changes, conditions, integers} from "../elements.js";
import {
  addProgram,
  appendProgram,
  expressionProgram,
  linesProgram,
  loopProgram,
  type Programs
} from "../program-text.js";

/** One step: the common functions. */
export const simpleConstructions = {
  map: changes.map((change): Programs => ({
    expression: expressionProgram(`[ ${change} for x in xs ]`),
    statements: appendProgram(change)
  })),
  filter: conditions.map((condition): Programs => ({
    expression: expressionProgram(`[ x for x in xs if ${condition} ]`),
    statements: appendProgram("x", {condition})
  })),
  order: [
    {
      expression: expressionProgram("sorted ( xs )"),
      statements: linesProgram(["xs.sort ( )", "return xs"])
    },
    {
      expression: expressionProgram("sorted ( xs , reverse = True )"),
      statements: linesProgram(["xs.sort ( reverse = True )", "return xs"])
    },
    {
      expression: expressionProgram("xs [ : : -1 ]"),
      statements: loopProgram({before: ["out = [ ]"], body: ["out = [ x ] + out"]})
    }
  ],
  slice: integers(1, 3).flatMap((k) => slices(k)),
  reduce: [
    {expression: expressionProgram("sum ( xs )"), statements: addProgram("x")},
    {expression: expressionProgram("len ( xs )"), statements: addProgram("1")},
    {expression: expressionProgram("max ( xs )"), statements: extreme("x > n")},
    {expression: expressionProgram("min ( xs )"), statements: extreme("x < n")},
    {
      expression: expressionProgram("xs [ -1 ]"),
      statements: linesProgram(["for x in xs : n = x", "return n"])
    },
    {
      expression: expressionProgram("xs [ 0 ]"),
      statements: linesProgram(["for x in xs : return x"])
    }
  ]
} satisfies Record<string, Programs[]>;

function slices(k: number): Programs[] {
  return [
    {
      expression: expressionProgram(`xs [ : ${k} ]`),
      statements: appendProgram("x", {condition: `len ( out ) < ${k}`})
    },
    {
      expression: expressionProgram(`xs [ ${k} : ]`),
      statements: appendProgram("xs [ i ]", {over: `i in range ( ${k} , len ( xs ) )`})
    },
    {
      expression: expressionProgram(`xs [ -${k} : ]`),
      statements: linesProgram(["xs = xs [ : : -1 ]", `xs = xs [ : ${k} ]`, "return xs [ : : -1 ]"])
    },
    {
      expression: expressionProgram(`xs [ : -${k} ]`),
      statements: appendProgram("xs [ i ]", {over: `i in range ( len ( xs ) - ${k} )`})
    }
  ];
}

/** The element that stays when each one that meets the condition replaces `n`. */
function extreme(condition: string): string {
  return loopProgram({before: ["n = xs [ 0 ]"], condition, body: ["n = x"], result: "n"});
}
