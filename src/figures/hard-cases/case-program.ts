import {html} from "htl";

/** A piece of a program's text, by how it is shown. */
export interface ProgramToken {
  text: string;
  kind: "keyword" | "literal" | "comment" | "plain";
}

const keywords = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " "
  )
);

// A comment, a string (also one that is not closed), a number, a word; anything else is plain.
const pattern =
  /(?<comment>#[^\n]*)|(?<string>(?:\b[rbfuRBFU]{1,2})?(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))|(?<number>\b\d[\w.]*)|(?<word>[A-Za-z_]\w*)/g;

/** The pieces of a Python program, in order; together they are its text. Any text will do. */
export function programTokens(text: string): ProgramToken[] {
  const tokens: ProgramToken[] = [];
  const add = (piece: string, kind: ProgramToken["kind"]): void => {
    const last = tokens.at(-1);
    if (kind === "plain" && last?.kind === "plain") last.text += piece;
    else if (piece !== "") tokens.push({text: piece, kind});
  };
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const {comment, string, number, word} = match.groups as Record<string, string | undefined>;
    add(text.slice(end, match.index), "plain");
    if (comment !== undefined) add(comment, "comment");
    else if (word !== undefined) add(word, keywords.has(word) ? "keyword" : "plain");
    else add((string ?? number)!, "literal");
    end = match.index + match[0].length;
  }
  add(text.slice(end), "plain");
  return tokens;
}

/** A program as preformatted text with its keywords, literals and comments set apart. */
export function programView(text: string): HTMLElement {
  const pieces = programTokens(text).map(({text: piece, kind}) =>
    kind === "plain" ? piece : html`<span class=${`code-${kind}`}>${piece}</span>`
  );
  return html`<pre class="case-text" tabindex="0" role="group" aria-label="Program">${pieces}</pre>`;
}
