/** One request of a probe: what is sent, apart from the prompt. Completions are short and drawn at temperature 1. */
export interface ProbeRequest {
  n: number;
  seed: number | null;
  topLogprobs: number | null;
  /** Whether fields beyond OpenAI's documentation are sent. */
  withFields: boolean;
}
