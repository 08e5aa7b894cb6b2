import type {FinishReason} from "../schema/completion.js";
import type {WordPlace} from "./word-places.js";

/** A prompt that the model can read, with the room that it leaves. */
export interface ReadPrompt {
  text: string;
  image: string | null;
  words: WordPlace[];
}

/** A completion before it is put into an answer. */
export interface Draft {
  prompt: ReadPrompt;
  completion: string;
  /** The completion, and what of a stop string was drawn. */
  written: string;
  /** The words of `written`, with the end token where it ended by itself. */
  words: WordPlace[];
  finishReason: FinishReason;
  /** The stop string that ended it; null where none did. */
  stopReason: string | null;
  /** Whether the end token is the last of its tokens. */
  isEnded: boolean;
}

/** What stands before an echoed completion: the prompt, and a space where none ends it. */
export function echoed({prompt: {text}, words}: Draft): string {
  return words.length === 0 || /\s$/.test(text) ? text : `${text} `;
}
