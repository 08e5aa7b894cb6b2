import {asObject} from "../../values.js";

const PREFIX = "attachment://";

/** Gives a text as it is, and for `attachment://…` what the sample has under that name; the reference where it has nothing. */
export type Resolve = (text: string) => string;

/** Looks up what a sample keeps apart: long texts, each under its hash or, in a sample in parts, its number. */
export function attachmentsOf(attachments: unknown): Resolve {
  const kept = asObject(attachments) ?? {};
  return (text) => {
    if (!text.startsWith(PREFIX)) return text;
    const name = text.slice(PREFIX.length);
    const found = Object.hasOwn(kept, name) ? kept[name] : undefined;
    return typeof found === "string" ? found : text;
  };
}
