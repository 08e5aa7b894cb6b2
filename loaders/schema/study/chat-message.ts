/** A message of a chat. */
export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}
