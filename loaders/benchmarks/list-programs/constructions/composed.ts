import {changes, conditions, integers, withElement} from "../elements.js";
import {
  addProgram,
  appendProgram,
  expressionProgram,
  linesProgram,
  loopProgram,
  type Programs
} from "../program-text.js";

/** Two steps, one after the other. */
export const composedConstructions = {
  filter_map: conditions.flatMap((condition) =>
    changes.map((change): Programs => ({
      expression: expressionProgram(`[ ${change} for x in xs if ${condition} ]`),
      statements: appendProgram(change, {condition})
    }))
  ),
  filter_reduce: conditions.flatMap((condition): Programs[] => [
    {
      expression: expressionProgram(`sum ( [ x for x in xs if ${condition} ] )`),
      statements: addProgram("x", {condition})
    },
    {
      expression: expressionProgram(`len ( [ x for x in xs if ${condition} ] )`),
      statements: addProgram("1", {condition})
    }
  ]),
  filter_order: conditions.flatMap((condition): Programs[] => [
    {
      expression: expressionProgram(`sorted ( [ x for x in xs if ${condition} ] )`),
      statements: appendProgram("x", {over: "x in sorted ( xs )", condition})
    },
    {
      expression: expressionProgram(`[ x for x in xs [ : : -1 ] if ${condition} ]`),
      statements: loopProgram({before: ["out = [ ]"], condition, body: ["out = [ x ] + out"]})
    }
  ]),
  order_slice: integers(1, 3).flatMap((k) =>
    [`: ${k}`, `-${k} :`, `${k} :`].flatMap((part): Programs[] => [
      {
        expression: expressionProgram(`sorted ( xs ) [ ${part} ]`),
        statements: linesProgram(["xs.sort ( )", `return xs [ ${part} ]`])
      },
      {
        expression: expressionProgram(`sorted ( xs , reverse = True ) [ ${part} ]`),
        statements: linesProgram(["xs.sort ( reverse = True )", `return xs [ ${part} ]`])
      }
    ])
  ),
  reduce_change: [
    ...["sum", "max", "min"].flatMap((reduction) => changes.map((change) => changed(reduction, change))),
    ...["+", "-"].map((operator): Programs => ({
      expression: expressionProgram(`max ( xs ) ${operator} min ( xs )`),
      statements: linesProgram(["xs.sort ( )", `return xs [ -1 ] ${operator} xs [ 0 ]`])
    }))
  ]
} satisfies Record<string, Programs[]>;

/** The sum, largest or smallest element, changed: `sum ( xs ) + 3`. */
function changed(reduction: string, change: string): Programs {
  const whole = `${reduction} ( xs )`;
  return {
    expression: expressionProgram(withElement(change, whole)),
    statements: linesProgram([`x = ${whole}`, `return ${change}`])
  };
}
