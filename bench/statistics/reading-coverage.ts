// Nominal against achieved coverage of the intervals of CoT-pass@k from chains read in order, on populations and judges that nothing was
// settled on: `npx tsx bench/statistics/reading-coverage.ts [--trials 400] [--seed WORDS]`. Fails where one holds less than two points,
// and less than chance allows, below what it says.
import {parseArgs} from "node:util";
import {heldOut, heldOutJudges, heldRows, LEVEL, type HeldRow} from "./reading/held-out.js";

const {values} = parseArgs({
  options: {trials: {type: "string", default: "400"}, seed: {type: "string", default: "held out"}}
});
const trials = Number(values.trials);
const percent = (share: number): string => (100 * share).toFixed(1).padStart(5);
const rows: HeldRow[] = [];

console.log(
  `nominal ${percent(LEVEL)}; held (share of valid chains, CoT-pass@k at k = 1, n/8, n); mean width`
);
for (const population of heldOut)
  for (const judge of Object.keys(heldOutJudges))
    for (const row of heldRows(population, judge, {trials, seed: values.seed})) {
      rows.push(row);
      const held = row.held.map((count) => percent(count / row.given)).join(" ");
      const width = row.width.map(percent).join(" ");
      console.log(
        `${row.population.padEnd(18)} judge ${row.judge.padEnd(16)} ${String(row.readings).padStart(4)} readings  held ${held}  width ${width}`
      );
    }
const shares = rows.flatMap(({held, given}) => held.map((count) => count / given)).sort((a, b) => a - b);
console.log(
  `least ${percent(shares[0]!)}, median ${percent(shares[Math.floor(shares.length / 2)]!)} of ${shares.length}; standard error of one at the nominal ${percent(Math.sqrt((LEVEL * (1 - LEVEL)) / trials))}`
);
if (shares[0]! < LEVEL - 0.02) process.exitCode = 1;
