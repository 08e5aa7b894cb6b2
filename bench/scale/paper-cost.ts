import type {StepCost} from "./step.js";
import type {VerificationCost} from "./verification.js";

/** What was measured. */
export interface Measured {
  verified: VerificationCost;
  counted: StepCost;
  completions: number;
  /** Of completions and verdicts. */
  bytes: number;
}

/** What a GPU-hour writes, as a round number: 2,000 tokens a second, as a 7B model does with vLLM on one GPU. */
const TOKENS_AN_HOUR = 2000 * 3600;

/** Tokens of a completion: those of a long chain of thought, and of a short answer. */
const LENGTHS = [8000, 500];

/** Bytes that a token takes in a compressed file. */
const BYTES_A_TOKEN = 1.2;

const HOURS = 1e6;

/**
 * What a study of a million GPU-hours would cost on processors by these rates, as lines. Nothing of it was run. Texts grow with their
 * tokens: verdicts and counts of long ones take more than those of the short ones here, by what it takes to read them.
 */
export function paperCost({verified, counted, completions, bytes}: Measured): string[] {
  const count = counted.cpu / completions;
  return LENGTHS.map((tokens) => {
    const written = (HOURS * TOKENS_AN_HOUR) / tokens;
    const read = tokens * BYTES_A_TOKEN * SECONDS_A_BYTE;
    const hours = (seconds: number): string =>
      `${((written * seconds) / 3600).toLocaleString("en-US", {maximumFractionDigits: 0})} core-hours`;
    const terabytes = (written * (tokens * BYTES_A_TOKEN + bytes / completions)) / 1e12;
    return (
      `on paper, ${HOURS.toLocaleString("en-US")} GPU-hours at 2,000 tokens a second and ${tokens.toLocaleString("en-US")} tokens a completion: ` +
      `${(written / 1e9).toFixed(1)} billion completions, ${terabytes.toFixed(1)} TB, verification ` +
      `${hours(verified.perCompletion + read)}, partial counts ${hours(count + read)}`
    );
  });
}

/** Seconds of a core to unpack and hash a byte of text. */
const SECONDS_A_BYTE = 4e-9;
