/** The parts of markdown-it that pages need. */
export interface Markdown {
  core: {ruler: {before: (name: string, own: string, rule: (state: {src: string}) => void) => void}};
  block: {ruler: {before: (name: string, own: string, rule: BlockRule) => void}};
  renderer: {rules: Record<string, ((tokens: MarkdownToken[], index: number) => string) | undefined>};
  constructor: unknown;
}

interface MarkdownToken {
  content: string;
}

type BlockRule = (state: BlockState, line: number, end: number, silent: boolean) => boolean;

interface BlockState {
  src: string;
  line: number;
  bMarks: number[];
  tShift: number[];
  eMarks: number[];
  env: {path?: string};
  push: (type: string, tag: string, nesting: number) => MarkdownToken;
}

interface NoteRenderer {
  disable: (rules: string[]) => void;
  validateLink: (address: string) => boolean;
  render: (text: string) => string;
}

/**
 * The HTML of a note, which anybody may have written: HTML in it is text, a picture becomes a link to it, so that nothing loads
 * and nothing runs; links lead to http, https and mail addresses, to files of the note's own site not at all, and to pages of
 * the report where it has them. `markdown` lends its kind of renderer, without what pages may do.
 */
export function noteHtml(markdown: Markdown, text: string, pages: ReadonlySet<string>): string {
  const MarkdownIt = markdown.constructor as new (options: Record<string, boolean>) => NoteRenderer;
  const renderer = new MarkdownIt({html: false, linkify: false, typographer: true});
  renderer.disable(["image"]);
  renderer.validateLink = (address) => {
    const page = /^\.\/([\w-]*)(?:#[\w-]*)?$/.exec(address)?.[1];
    return page === undefined ? /^(https?:\/\/|mailto:)/i.test(address) : pages.has(page || "index");
  };
  // A heading of a note would stand among those of the page.
  const html = renderer
    .render(text)
    .replace(/<(\/?)h[1-6]>/g, (_, slash: string) => (slash ? "</strong></p>" : "<p><strong>"));
  return `<div class="study-note">${html}</div>\n`;
}
