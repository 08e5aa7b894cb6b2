/** Contests from one day or month to another, both included; null for no such end. */
export interface ContestWindow {
  from: string | null;
  to: string | null;
}

/** Whether a date, `2024-08-03…`, lies in a window. Each end is compared as far as it is given: a month takes all its days. */
export function isWithin(date: string, {from, to}: ContestWindow): boolean {
  return (
    (from === null || date.slice(0, from.length) >= from) && (to === null || date.slice(0, to.length) <= to)
  );
}
