import {asObject, listOf, textOr, textOrJson} from "../../values.js";
import type {Resolve} from "./attachments.js";

/** What a message says, with what its model thought apart from it. */
export interface MessageText {
  text: string;
  reasoning: string | null;
  /** What is in neither as it was. */
  notes: readonly string[];
}

/** The text of a message whose content is a text, or a list of parts: texts, reasoning, pictures, uses of tools. */
export function messageText(message: unknown, resolve: Resolve): MessageText {
  const {content, reasoning} = asObject(message) ?? {};
  const texts: string[] = [];
  const thoughts: string[] = [];
  const notes = new Set<string>();
  if (typeof reasoning === "string") thoughts.push(resolve(reasoning));
  if (typeof content === "string") texts.push(resolve(content));
  for (const part of listOf(content) ?? []) {
    const given = asObject(part) ?? {};
    if (given.type === "text") texts.push(resolve(textOr(given.text) ?? ""));
    else if (given.type === "reasoning") {
      if (given.redacted === true) notes.add("reasoning that its provider hides");
      const thought = given.redacted === true ? textOr(given.summary) : textOr(given.reasoning);
      if (thought !== null) thoughts.push(resolve(thought));
    } else if (given.type === "tool_use") {
      notes.add("tool calls kept as text");
      texts.push(
        `[tool ${textOr(given.name) ?? ""} ${textOr(given.arguments) ?? ""}]\n${textOr(given.result) ?? ""}`
      );
    } else notes.add("a part that is no text is left out");
  }
  const text = texts.join("\n");
  if (thoughts.length > 0) notes.add("reasoning kept apart");
  else if (/<think>|<\/think>/.test(text)) notes.add("<think> in the text");
  return {text, reasoning: thoughts.length === 0 ? null : thoughts.join("\n"), notes: [...notes]};
}

/** The calls of tools that a message makes, a line each. */
function callTexts(message: unknown, resolve: Resolve): string[] {
  return (listOf(asObject(message)?.tool_calls) ?? []).map((call) => {
    const {function: name, arguments: given} = asObject(call) ?? {};
    return `[call ${textOr(name) ?? ""} ${resolve(textOrJson(given) ?? "")}]`;
  });
}

/** Several turns as one text: each under its role. */
export function turnsText(turns: readonly unknown[], resolve: Resolve): MessageText {
  const parts: string[] = [];
  const thoughts: string[] = [];
  const notes = new Set(["several turns kept as text"]);
  for (const turn of turns) {
    const {role, function: name} = asObject(turn) ?? {};
    const {text, reasoning, notes: found} = messageText(turn, resolve);
    const calls = callTexts(turn, resolve);
    if (calls.length > 0 || role === "tool") notes.add("tool calls kept as text");
    for (const note of found) notes.add(note);
    if (reasoning !== null) thoughts.push(reasoning);
    const title = `[${textOr(role) ?? "message"}${typeof name === "string" ? ` ${name}` : ""}]`;
    parts.push([title, text, ...calls].filter((line) => line !== "").join("\n"));
  }
  return {
    text: parts.join("\n\n"),
    reasoning: thoughts.length === 0 ? null : thoughts.join("\n\n"),
    notes: [...notes]
  };
}
