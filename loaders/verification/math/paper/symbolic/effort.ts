import {BudgetExceeded} from "../../algebra/budget.js";
import {SymbolicTimeout} from "./symbolic-timeout.js";

/** Work allowed for one answer, in units of about a microsecond: the harness allows SymPy three seconds. */
const ANSWER_UNITS = 80_000;

/** Counts work. One answer has one effort; its steps take parts of it, each with a limit of its own. */
export class Effort {
  private left: number;
  private readonly whole: Effort | null;

  private constructor(units: number, whole: Effort | null) {
    this.left = units;
    this.whole = whole;
  }

  /** The work allowed for one answer. */
  static forAnswer(): Effort {
    return new Effort(ANSWER_UNITS, null);
  }

  /** A limited share of this work. */
  part(units: number): Effort {
    return new Effort(units, this);
  }

  /** Does `units` of work. Throws SymbolicTimeout where the answer has none left, BudgetExceeded where only this part has none. */
  spend(units: number): void {
    this.whole?.spend(units);
    this.left -= units;
    if (this.left >= 0) return;
    if (this.whole === null) throw new SymbolicTimeout("comparison too large");
    throw new BudgetExceeded("comparison step too large");
  }
}
