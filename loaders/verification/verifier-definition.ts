import type {Grader} from "./grader.js";
import type {Verifier} from "./verifier.js";

/**
 * A pure grader as a verifier. It is in a folder of its own, which exports one of these, and has one line in registry.ts. It
 * runs in worker threads with a time limit.
 */
export interface GraderDefinition {
  /** `exact@string`: what it judges, and how. `@steps` at the end says that every step must be right, not the answer alone. */
  readonly id: string;
  /** Raised when verdicts change: verdicts of another version are judged anew. */
  readonly version: number;
  readonly grade: Grader;
  /** Whether a gold on the command line is the text itself, not JSON. */
  readonly goldIsText?: boolean;
}

/** A verifier with processes of its own. Nothing heavy is imported before `create`. */
export interface ProcessDefinition {
  readonly id: string;
  /** Programs of the distribution that it needs. */
  readonly programs: readonly ("bwrap" | "python3")[];
  /** Throws a UserError where it cannot run. */
  create(workers: number | undefined): Promise<Verifier>;
}

export type VerifierDefinition = GraderDefinition | ProcessDefinition;
