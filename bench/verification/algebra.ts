import {existsSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {Command} from "commander";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import {comparisons, type Comparison} from "./algebra-cases.js";

/**
 * The verifiers' own numbers against well-kept libraries on the same random cases: how often the answers differ, by how much,
 * and operations a CPU second. Exact fractions against fraction.js, 448-bit reals against decimal.js with 135 digits, complex
 * numbers against complex.js, which computes in doubles. Blocks of cases alternate, so that other load meets both.
 */
const options = new Command("npx tsx bench/verification/algebra.ts")
  .option("--peers <folder>", "where peers are installed", process.env.BOUNDARY_PEERS ?? "/tmp/peers")
  .option("--cases <n>", "cases a kind of number", positiveInteger, 100_000)
  .parse()
  .opts<{peers: string; cases: number}>();

const blockSize = 1000;
const modules = join(options.peers, "node_modules");
const names = ["fraction.js", "decimal.js", "complex.js"];
if (names.every((name) => existsSync(join(modules, name)))) {
  const require = createRequire(join(modules, "fraction.js/package.json"));
  const [fraction, decimal, complex] = names.map((name) => require(name) as unknown);
  for (const comparison of comparisons({fraction, decimal, complex} as never, options.cases))
    compare(comparison);
} else {
  console.log(
    `nothing to compare with: npm install --prefix ${options.peers} fraction.js@5.3.4 decimal.js@10.6.0 complex.js@2.4.3`
  );
}

function compare<A, B>({what, cases, ours, peer, difference, limit}: Comparison<A, B>): void {
  let [ourTime, peerTime, differing, largest] = [0, 0, 0, 0];
  for (let start = 0; start < cases; start += blockSize) {
    const block = Array.from({length: Math.min(blockSize, cases - start)}, (_, at) => start + at);
    const [mine, myTime] = timed(() => block.map(ours));
    const [theirs, theirTime] = timed(() => block.map(peer));
    for (const at of block.keys()) {
      const gap = difference(mine[at]!, theirs[at]!);
      largest = Math.max(largest, gap);
      if (gap > limit) differing++;
    }
    // The first block warms both up.
    if (start > 0) [ourTime, peerTime] = [ourTime + myTime, peerTime + theirTime];
  }
  const rate = (time: number): string => (((cases - blockSize) / time) * 1000).toFixed(0);
  console.log(
    `${what}: ${cases} cases, ${differing} differ by more than ${limit}, largest ${largest.toExponential(1)}; ` +
      `ours ${rate(ourTime)}/s, theirs ${rate(peerTime)}/s: ours is ${(peerTime / ourTime).toPrecision(2)} x as fast`
  );
}

/** The result, and the milliseconds of CPU time that it took. */
function timed<T>(work: () => T): [T, number] {
  const start = process.cpuUsage();
  const result = work();
  const {user, system} = process.cpuUsage(start);
  return [result, (user + system) / 1000];
}
