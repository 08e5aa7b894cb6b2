import katex from "katex";

/** The parts of markdown-it that this plug-in touches. */
interface MarkdownRenderer {
  renderer: {rules: Record<string, RenderRule | undefined>};
}

type RenderRule = (tokens: {content: string}[], index: number, ...rest: never[]) => string;

/**
 * A markdown-it plug-in for formulas in TeX: `` `$…$` `` in the text, `` `$$…$$` `` on a line of its own. They become MathML
 * when the site is built, so that a page needs no script, style sheet or typeface for them. Bad TeX fails the build.
 */
export function formulas<T extends MarkdownRenderer>(markdown: T): T {
  const {rules} = markdown.renderer;
  const inlineCode = rules.code_inline!;
  rules.code_inline = (tokens, index, ...rest) => {
    const match = /^(\$\$?)(.+)\1$/s.exec(tokens[index]!.content);
    if (!match) return inlineCode(tokens, index, ...rest);
    const displayMode = match[1] === "$$";
    const mathml = katex
      .renderToString(match[2]!, {output: "mathml", displayMode, throwOnError: true})
      .replace(/^<span class="katex">(.*)<\/span>$/s, "$1");
    // A wide formula scrolls in its line, on a phone: the keyboard must reach it.
    return displayMode ? mathml.replace("<math ", '<math tabindex="0" ') : mathml;
  };
  return markdown;
}
