import type {ChatMessage, Problem} from "../schema/problem.js";
import type {PromptTemplate} from "./prompt-template.js";

/** What a model is sent for a problem. */
export interface RenderedPrompt {
  /** The whole text; of messages their contents, one below the other. */
  prompt: string;
  /** Only of a template of messages. */
  messages?: ChatMessage[];
  /** Only where completions end at certain texts. */
  stop?: string[];
}

/**
 * A problem in its template; without one, its prompt as it stands. Braces are literal: nothing but the exact `{problem}` and
 * `{starter_code}` is replaced, each once over, so that a problem which holds these words stays as it is.
 */
export function renderPrompt(
  template: PromptTemplate | null,
  problem: Pick<Problem, "prompt" | "meta">
): RenderedPrompt {
  if (template === null) return {prompt: problem.prompt};
  const {code, question} = parts(problem, template.withStarterCode !== null);
  const words: Record<string, string> = {
    "{problem}": template.trim ? question.trim() : question,
    "{starter_code}": code
  };
  const fill = (text: string): string =>
    text.replace(/\{problem\}|\{starter_code\}/g, (place) => words[place]!);
  const stop = template.stop.length === 0 ? {} : {stop: template.stop};
  if (template.messages !== null) {
    const messages = template.messages.map(({role, content}) => ({role, content: fill(content)}));
    return {prompt: messages.map(({content}) => content).join("\n\n"), messages, ...stop};
  }
  const text = code === "" ? template.text! : template.withStarterCode!;
  return {prompt: fill(text), ...stop};
}

/** The code that a problem ends with, to start from, and what stands above its fence, where a template tells them apart. */
function parts({prompt, meta}: Pick<Problem, "prompt" | "meta">, isApart: boolean) {
  const code = meta.starter_code;
  const at = isApart && typeof code === "string" ? prompt.lastIndexOf(code) : -1;
  if (at < 0 || typeof code !== "string") return {code: "", question: prompt};
  return {code, question: prompt.slice(0, at).replace(/\s*```\w*\n$/, "")};
}
