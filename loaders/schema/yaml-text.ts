import {isMap, isScalar, Lexer, LineCounter, parseDocument, visit, type Document} from "yaml";
import {UserError} from "./user-error.js";

/** Lists and maps in each other. */
export const DEPTH_LIMIT = 100;

/** Columns that a level of a block may be indented by: more of them in all are too deep. */
const INDENT = 5;

/**
 * Parses YAML in time that grows with its length alone, whatever it holds. Throws a UserError that begins with the file and
 * line of the first fault: a syntax error, a key that stands twice, lists and maps too deep in each other.
 */
export function parseYaml(text: string, file: string, lines: LineCounter): Document {
  refuseBrackets(text, file);
  // The parser's own search for equal keys takes the square of their number, and so do its pictures of errors.
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: "error",
    uniqueKeys: false,
    prettyErrors: false
  });
  const [error] = document.errors;
  if (error !== undefined)
    throw new UserError(`${file}:${lines.linePos(error.pos[0]).line}: invalid YAML: ${error.message}`);
  refuseEqualKeys(document, file, lines);
  return document;
}

/** The parser would call itself as deep as brackets and blocks go, and tell of each bracket that closes nothing. */
function refuseBrackets(text: string, file: string): void {
  let line = 1;
  let open = 0;
  let marks = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") open++;
    else if (token === "]" || token === "}") open--;
    else if (token === "-" || token === "?" || token === ":") marks++;
    if (open < 0) throw new UserError(`${file}:${line}: invalid YAML: ${token} closes nothing`);
    const indent = /^ +$/.test(token) ? token.length / INDENT : 0;
    if (Math.max(open, marks, indent) > DEPTH_LIMIT)
      throw new UserError(
        `${file}:${line}: invalid YAML: more than ${DEPTH_LIMIT} lists and maps in each other`
      );
    if (!token.includes("\n")) continue;
    line += token.split("\n").length - 1;
    marks = 0;
  }
}

function refuseEqualKeys(document: Document, file: string, lines: LineCounter): void {
  visit(document, {
    Collection(_, node) {
      if (!isMap(node)) return;
      const seen = new Set<unknown>();
      for (const {key} of node.items) {
        if (!isScalar(key)) continue;
        const line = key.range ? lines.linePos(key.range[0]).line : 1;
        if (seen.has(key.value))
          throw new UserError(
            `${file}:${line}: invalid YAML: the key ${String(key.value)} stands twice in one map`
          );
        seen.add(key.value);
      }
    }
  });
}
