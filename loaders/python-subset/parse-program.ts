import {parseExpression} from "./parse-expression.js";
import type {Expression, Program, Statement, Target} from "./syntax.js";
import {SyntaxFault, WordReader} from "./word-reader.js";

/**
 * Parses words separated by single spaces as one function of one parameter. Null for anything else: Python outside the
 * subset, a word that is not in the vocabulary, a second definition.
 */
export function parseProgram(text: string): Program | null {
  try {
    return parseFunction(new WordReader(text));
  } catch (error) {
    if (error instanceof SyntaxFault) return null;
    throw error;
  }
}

function parseFunction(reader: WordReader): Program {
  reader.expect("def");
  const name = reader.name();
  reader.expect("(");
  const parameter = reader.name();
  reader.expect(")");
  const body = parseSuite(reader, 0);
  if (!reader.isAtEnd()) throw new SyntaxFault("text after the function");
  return {name, parameter, body, locals: new Set([parameter, ...body.flatMap(assignedNames)])};
}

/** What follows a `:`, on the same line or as deeper lines. */
function parseSuite(reader: WordReader, level: number): Statement[] {
  reader.expect(":");
  const inner = reader.lineLevel();
  if (inner === null) return parseSimpleLine(reader);
  if (inner <= level) throw new SyntaxFault("expected an indented block");
  const body: Statement[] = [];
  while (reader.lineLevel() === inner) {
    reader.next();
    body.push(...parseLine(reader, inner));
  }
  if ((reader.lineLevel() ?? 0) > inner) throw new SyntaxFault("unexpected indent");
  return body;
}

function parseLine(reader: WordReader, level: number): Statement[] {
  if (reader.accept("for")) {
    const name = reader.name();
    reader.expect("in");
    const iterable = parseExpression(reader);
    return [{kind: "for", name, iterable, body: parseSuite(reader, level)}];
  }
  if (reader.accept("if")) {
    const condition = parseExpression(reader);
    return [{kind: "if", condition, body: parseSuite(reader, level)}];
  }
  return parseSimpleLine(reader);
}

/** Simple statements separated by `;`, to the end of the line. */
function parseSimpleLine(reader: WordReader): Statement[] {
  const statements: Statement[] = [];
  do statements.push(parseSimple(reader));
  while (reader.accept(";") && reader.lineLevel() === null);
  if (reader.lineLevel() === null) throw new SyntaxFault(`${reader.peek()} after a statement`);
  return statements;
}

function parseSimple(reader: WordReader): Statement {
  if (reader.accept("return")) {
    const isBare = reader.lineLevel() !== null || reader.peek() === ";";
    return {kind: "return", value: isBare ? null : parseExpression(reader)};
  }
  const value = parseExpression(reader);
  if (reader.accept("=")) return {kind: "assign", target: asTarget(value), value: parseExpression(reader)};
  if (reader.accept("+=")) return {kind: "add", target: asTarget(value), value: parseExpression(reader)};
  return {kind: "expression", value};
}

function asTarget(expression: Expression): Target {
  if (expression.kind === "name" || expression.kind === "item") return expression;
  throw new SyntaxFault("cannot be assigned to");
}

function assignedNames(statement: Statement): string[] {
  switch (statement.kind) {
    case "assign":
    case "add":
      return statement.target.kind === "name" ? [statement.target.name] : [];
    case "for":
      return [statement.name, ...statement.body.flatMap(assignedNames)];
    case "if":
      return statement.body.flatMap(assignedNames);
    default:
      return [];
  }
}
