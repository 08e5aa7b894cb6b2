import type {RawProblem} from "../importing/raw-row.js";
import {UserError} from "../schema/user-error.js";

/** What is kept of all files together: problems, with prompts and answers, and of each completion a hash. */
const MOST = {problems: 200_000, characters: 256_000_000, completions: 5_000_000, benchmarks: 1_000};

/** Counts what one reading keeps in memory; what holds more is left to `npm run import`. */
export class DropBudget {
  private problems = 0;
  private characters = 0;
  private completions = 0;
  private benchmarks = 0;

  /** Throws a UserError for the completion that is one too many. */
  completion(file: string): void {
    if (++this.completions > MOST.completions)
      throw tooMuch(`${file} brings`, MOST.completions, "completions");
  }

  /** Throws a UserError for the problem that is one too many, or whose texts are. */
  problem({prompt, gold}: RawProblem, file: string): void {
    if (++this.problems > MOST.problems) throw tooMuch(`${file} brings`, MOST.problems, "problems");
    this.characters += (prompt?.length ?? 0) + (typeof gold === "string" ? gold.length : 0);
    if (this.characters > MOST.characters)
      throw tooMuch(`${file} brings`, MOST.characters, "characters of prompts and answers");
  }

  benchmark(): void {
    if (++this.benchmarks > MOST.benchmarks) throw tooMuch("the files name", MOST.benchmarks, "benchmarks");
  }
}

function tooMuch(who: string, most: number, what: string): UserError {
  return new UserError(`${who} more than ${most} ${what}: read them with npm run import`);
}
