import {fork, type ChildProcess} from "node:child_process";
import {fileURLToPath} from "node:url";
import {Command} from "commander";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import type {FuzzMessage, FuzzOrder} from "./worker.js";

// Changes each kind of input file at random, by seeds, and looks whether it is taken or refused as it should be (try-case.ts).
// `npx tsx bench/fuzz/fuzz.ts [--cases 100000] [--seed 0] [--kind WORDS]`. Ends with 1 if anything is found.

/** Milliseconds without a word from the process that reads: it hangs. */
const PATIENCE = 20_000;

/** Kinds whose reading starts a database cost a hundred times as much: they get this part of an even share. */
const DATABASE_SHARE = 0.25;

const program = new Command("npx tsx bench/fuzz/fuzz.ts")
  .option("--cases <count>", "changed inputs in all", positiveInteger, 100_000)
  .option("--seed <number>", "first seed of each kind", Number, 0)
  .option("--kind <words>", "only kinds with these words")
  .parse();
const {cases, seed: first, kind} = program.opts<{cases: number; seed: number; kind?: string}>();

interface Tally {
  taken: number;
  refused: number;
  faults: number;
}

/** A process that reads, and what it is at. */
class Reader {
  private child: ChildProcess | null = null;

  /** Tries the seeds of one kind; a process that hangs or ends is replaced, and its seed is a fault. */
  async run(order: FuzzOrder, onFault: (seed: number, words: string) => void): Promise<Tally> {
    const tally: Tally = {taken: 0, refused: 0, faults: 0};
    let {from} = order;
    while (from < order.to) {
      const {last, why} = await this.part({...order, from}, tally, onFault);
      if (why !== null) {
        tally.faults++;
        onFault(last, why);
      }
      from = last + 1;
    }
    return tally;
  }

  private close(): void {
    this.child?.kill("SIGKILL");
    this.child = null;
  }

  /** Lets the process end by itself: it removes its folder. */
  end(): void {
    this.child?.disconnect();
    this.child = null;
  }

  private part(
    order: FuzzOrder,
    tally: Tally,
    onFault: (seed: number, words: string) => void
  ): Promise<{last: number; why: string | null}> {
    const child = (this.child ??= fork(fileURLToPath(new URL("worker.ts", import.meta.url))));
    return new Promise((resolve) => {
      let seed = order.from;
      const end = (why: string | null): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (why !== null) this.close();
        resolve({last: why === null ? order.to - 1 : seed, why});
      };
      let timer = setTimeout(end, 3 * PATIENCE, "it did not start");
      child.on("message", (message: FuzzMessage) => {
        clearTimeout(timer);
        timer = setTimeout(end, PATIENCE, `it hangs for ${PATIENCE} ms`);
        if (message.at !== undefined) seed = message.at;
        if (message.outcome?.kind === "fault") onFault(seed, message.outcome.words);
        if (message.outcome !== undefined)
          tally[message.outcome.kind === "fault" ? "faults" : message.outcome.kind]++;
        if (message.done) end(null);
      });
      child.on("exit", (code, signal) => {
        end(`the process ended with ${signal ?? `code ${code!}`}`);
      });
      child.send(order);
    });
  }
}

const {kinds} = await import("./kinds.js");
const chosen = kinds.filter(({name}) => kind === undefined || name.includes(kind));
const shares = chosen.map(({needsDatabase}) => (needsDatabase ? DATABASE_SHARE : 1));
const unit = cases / shares.reduce((sum, share) => sum + share, 0);
const reader = new Reader();
let faults = 0;
for (const [i, {name}] of chosen.entries()) {
  const start = performance.now();
  const count = Math.ceil(unit * shares[i]!);
  const shown = new Set<string>();
  const tally = await reader.run({kind: name, from: first, to: first + count}, (seed, words) => {
    const key = words.replace(/\d+/g, "0").slice(0, 80);
    if (shown.has(key) || shown.size > 20) return;
    shown.add(key);
    console.log(`  seed ${seed}: ${words.slice(0, 700)}`);
  });
  faults += tally.faults;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(
    `${name}: ${count} changed, ${tally.taken} taken, ${tally.refused} refused, ${tally.faults} faults (${seconds} s)`
  );
}
reader.end();
console.log(`${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
