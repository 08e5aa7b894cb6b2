/** Thrown when an exact computation would cost more than its budget; callers fall back to numbers or to text. */
export class BudgetExceeded extends Error {
  override readonly name = "BudgetExceeded";
}

/** Units of work left for one computation. One unit is about one small multiplication. */
export class Budget {
  private left: number;

  constructor(units: number) {
    this.left = units;
  }

  /** Takes `units` from the budget. Throws BudgetExceeded once it is empty. */
  spend(units: number): void {
    this.left -= units;
    if (this.left < 0) throw new BudgetExceeded("computation budget exceeded");
  }
}
