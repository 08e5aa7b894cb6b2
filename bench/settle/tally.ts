import type {LookResult, PairLook} from "../../src/metrics/coverage/settled.js";
import {end, trueCrossing, type Course, type Trial, type Truth} from "./trial.js";

const KINDS = ["here", "population"] as const;
type Kind = (typeof KINDS)[number];

/** How often the intervals of one kind held. */
interface Held {
  /** Trials in which the interval of k* at the end of sampling holds the true k* among the budgets measured, and in which all looks' do. */
  crossing: number;
  everyCrossing: number;
  /** By budget: trials that measured it at the end; those whose interval held the true difference then; and at every look. */
  differences: Map<number, {of: number; held: number; every: number}>;
}

/** What came of benchmarks of one family. */
export class Tally {
  trials = 0;
  readonly ends = new Map<string, number>();
  private readonly held: Record<Kind, Held> = {here: nothing(), population: nothing()};
  private readonly ratios = new Map<string, number[]>();

  add(
    {adaptive, unraised, uniform, alone, single, unsolved}: Trial,
    truths: Record<Kind, Truth>,
    budgets: readonly number[]
  ): void {
    const last = end(adaptive);
    const look = adaptive.looks[last]!;
    this.trials += 1;
    this.ends.set(look.here.settled, (this.ends.get(look.here.settled) ?? 0) + 1);
    for (const kind of KINDS)
      addHeld(this.held[kind], {kind, course: adaptive, last, truth: truths[kind]}, budgets);
    const used = adaptive.used[last]!;
    const whole = uniform.used.at(-1)!;
    this.ratio("of what n = the last look everywhere takes", used / whole);
    this.ratio(
      "of what uniform rounds with the same looks and the same end take",
      used / uniform.used[end(uniform)]!
    );
    if (look.here.settled !== "open")
      this.ratio(
        "of the least uniform n that, looked at once, is as narrow",
        used / single.used[asNarrow(single, look)]!
      );
    this.ratio("with no end before the last look, never raised, of uniform n", unraised.used.at(-1)! / whole);
    this.ratio("of uniform n, what problems take that are never solved", unsolved);
    const words = "no end before the last look, never raised, over uniform";
    for (const kind of KINDS) {
      const ours = width(unraised.looks.at(-1)![kind]);
      const name = `width of the difference at the largest k (${kind}), ${words}`;
      this.ratio(name, ours / width(uniform.looks.at(-1)![kind]));
      this.ratio(`${name} that keeps no level for a raised rule`, ours / width(alone[kind]));
    }
  }

  lines(family: string): string[] {
    const ended = [...this.ends].map(([name, count]) => `${name} ${count}`).join(", ");
    return [
      `${family}: ${this.trials} benchmarks; ${ended}`,
      ...KINDS.flatMap((kind) => {
        const {crossing, everyCrossing, differences} = this.held[kind];
        return [
          `  ${kind}: k* held at the end ${share(crossing, this.trials)}, at all looks ${share(everyCrossing, this.trials)}`,
          `  ${kind}: difference held, at the end | at all looks, by k: ` +
            [...differences]
              .map(([k, {of, held, every}]) => `${k}: ${share(held, of)} | ${share(every, of)} of ${of}`)
              .join("; ")
        ];
      }),
      ...[...this.ratios].map(([name, list]) => `  ${spread(list)}  ${name}`)
    ];
  }

  private ratio(name: string, value: number): void {
    const list = this.ratios.get(name) ?? [];
    if (!Number.isNaN(value)) list.push(value);
    this.ratios.set(name, list);
  }
}

function nothing(): Held {
  return {crossing: 0, everyCrossing: 0, differences: new Map()};
}

function addHeld(
  held: Held,
  {kind, course, last, truth}: {kind: Kind; course: Course; last: number; truth: Truth},
  budgets: readonly number[]
): void {
  const look = course.looks[last]![kind];
  held.crossing += holdsCrossing(look, truth) ? 1 : 0;
  held.everyCrossing += course.looks.every((one) => holdsCrossing(one[kind], truth)) ? 1 : 0;
  for (const k of budgets) {
    const value = truth.difference[truth.ks.indexOf(k)]!;
    const holds = (one: LookResult): boolean | null => {
      const found = one.differences.find((point) => point.k === k);
      return found === undefined ? null : found.low <= value + 1e-12 && value - 1e-12 <= found.high;
    };
    if (holds(look) === null) continue;
    const at = held.differences.get(k) ?? {of: 0, held: 0, every: 0};
    at.of += 1;
    at.held += holds(look) ? 1 : 0;
    at.every += course.looks.every((one) => holds(one[kind]) !== false) ? 1 : 0;
    held.differences.set(k, at);
  }
}

function holdsCrossing({crossing, kMax}: LookResult, truth: Truth): boolean {
  const value = trueCrossing(truth, kMax);
  return crossing.low <= value * (1 + 1e-9) && value * (1 - 1e-9) <= crossing.high;
}

function width({differences}: LookResult): number {
  const last = differences.at(-1);
  return last === undefined ? NaN : last.high - last.low;
}

/** The first look that settles the same with as narrow an interval of k*; else the last. */
function asNarrow({looks}: Course, {here: aim}: PairLook): number {
  const ratio = ({crossing: {low, high}}: LookResult): number => (low === high ? 1 : high / low);
  const found = looks.findIndex(
    ({here}) => here.settled === aim.settled && ratio(here) <= ratio(aim) * (1 + 1e-9)
  );
  return found < 0 ? looks.length - 1 : found;
}

function share(part: number, of: number): string {
  return (part / of).toFixed(3);
}

function spread(list: readonly number[]): string {
  if (list.length === 0) return "none";
  const sorted = [...list].sort((a, b) => a - b);
  const at = (p: number): string =>
    sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!.toFixed(3);
  return `median ${at(0.5)}, 9 of 10 up to ${at(0.9)}, worst ${at(1)}`;
}
