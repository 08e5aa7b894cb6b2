import type {ChatMessage} from "../schema/problem.js";

/**
 * What stands around a problem when a model is asked. Either `text`, sent as it stands, or `messages`, which the server puts
 * into its model's chat template. In both `{problem}` stands for the problem.
 */
export interface PromptTemplate {
  id: string;
  title: string;
  /** URL of where its wording comes from. */
  source: string;
  /** Rows of the paper that use it. */
  paper: string[];
  /** Whether its wording was compared with the source. */
  checked: boolean;
  /** What to know of it; null for nothing. */
  notes: string | null;
  text: string | null;
  /** In place of `text` for a problem that brings code to start from; `{starter_code}` stands for it. Null: no such difference. */
  withStarterCode: string | null;
  messages: ChatMessage[] | null;
  /** Texts at which a completion ends. */
  stop: string[];
  /** Whether white space around a problem goes. */
  trim: boolean;
  /** Of all that a model could notice: two templates with one hash ask the same. */
  sha256: string;
}
