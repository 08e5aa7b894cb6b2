/** One text of a corpus that a base model learns from. */
export interface Document {
  prompt: string;
  completion: string;
}
