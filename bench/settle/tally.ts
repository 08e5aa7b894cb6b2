import type {LookResult, PairLook} from "../../src/metrics/coverage/settled.js";
import {end, trueCrossing, type Beside, type Course, type Trial, type Truth} from "./trial.js";

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
  /** Of "no crossing below the aim": benchmarks where it is true, where it was said and is true, where it is false and was said at some look, and where a bound said it. */
  private readonly none = {could: 0, said: 0, wrong: 0, bounded: 0};

  add(
    {adaptive, whole, beside, unsolved}: Trial,
    truths: Record<Kind, Truth>,
    {budgets, aim}: {budgets: readonly number[]; aim: number}
  ): void {
    const last = end(adaptive);
    const look = adaptive.looks[last]!;
    this.trials += 1;
    this.ends.set(look.here.settled, (this.ends.get(look.here.settled) ?? 0) + 1);
    for (const kind of KINDS)
      addHeld(this.held[kind], {kind, course: adaptive, last, truth: truths[kind]}, budgets);
    this.addNone(adaptive, last, truths.here, aim);
    const used = adaptive.used[last]!;
    const ended = `of what n = the last look everywhere takes`;
    this.ratio(ended, used / whole);
    this.ratio(`${ended}, where it ends ${look.here.settled}`, used / whole);
    if (look.here.settled === "rl-ahead")
      this.ratio(
        `${ended}, where it ends rl-ahead, if it went on to the last look`,
        adaptive.used.at(-1)! / whole
      );
    this.ratio("of uniform n, what problems take that are never solved", unsolved);
    if (beside !== null) this.addBeside(beside, {adaptive, last, whole});
  }

  /** What "no crossing below the aim" came to: how often it could be said, was said, and was wrong. */
  private addNone(adaptive: Course, last: number, {ks, difference}: Truth, aim: number): void {
    const says = (look: PairLook): boolean => look.here.noneBelow >= aim;
    const isTrue = difference[ks.indexOf(aim)]! > 0;
    const said = adaptive.looks.slice(0, last + 1).some(says);
    this.none.could += isTrue ? 1 : 0;
    this.none.said += said && isTrue ? 1 : 0;
    this.none.wrong += !isTrue && adaptive.looks.some(says) ? 1 : 0;
    this.none.bounded += says(adaptive.looks[last]!) && adaptive.looks[last]!.here.kMax < aim ? 1 : 0;
  }

  private addBeside(
    {unraised, uniform, alone, single}: Beside,
    {adaptive, last, whole}: {adaptive: Course; last: number; whole: number}
  ): void {
    const look = adaptive.looks[last]!;
    const used = adaptive.used[last]!;
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
    const {could, said, wrong, bounded} = this.none;
    return [
      `${family}: ${this.trials} benchmarks; ${ended}`,
      `  no crossing below the aim: true in ${could}, said in ${said} of these, ${bounded} by a bound beyond what was measured; false and said at some look in ${wrong} of ${this.trials - could}`,
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
