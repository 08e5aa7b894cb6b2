import {readFileSync} from "node:fs";
import {Command} from "commander";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import {clean} from "../../loaders/verification/math/strict/clean.js";
import {compareTexts, gradeStrict} from "../../loaders/verification/math/strict/grade-strict.js";

// Random LaTeX against math@strict: fragments strung together, and answers of its tests that are cut, doubled and mixed.
// `npx tsx bench/verification/random-answers.ts [--cases 100000] [--seed 0]`. Counts what throws, what takes more than 50 ms of
// processor time, what is not equal to itself in a box, and what is equal in one order only. Ends with 1 where any but the last
// is found: roundings, percent and units mind which side is the gold.

/** Characters of a text, and microseconds for it. */
const MAX_LENGTH = 2_000;
const LIMIT = 50_000;

const program = new Command("npx tsx bench/verification/random-answers.ts")
  .option("--cases <count>", "pairs of texts", positiveInteger, 100_000)
  .option("--seed <number>", "first seed", Number, 0)
  .parse();
const {cases, seed: first} = program.opts<{cases: number; seed: number}>();

const FRAGMENTS =
  String.raw`\frac{ \dfrac12 \sqrt{ \sqrt[3]{ { } ( ) [ ] \{ \} \left( \right) \left[ \right) ^ ^{ _ _{ + - * / = < > \le \ge \ne \pm \mp \cdot
\times \div , ; : . ! ' | \| \pi e i \infty x y z n k a b 0 1 2 3 7 10 12 100 1,000 2.5 0.\overline{3} .5 1e9 9^{9^{9}} \sin \cos \tan \ln \log_2 \arctan \exp
\binom{ \cup \cap \setminus \in \emptyset \mathbb{R} \text{ \text{cm} \text{and} \text{or} \mathrm{ \% ^\circ \$ € \begin{pmatrix} \end{pmatrix} \begin{cases} \end{cases} & \\
\sum_{k=1}^{n} \int_0^1 \lim_{x\to0} \lfloor \rfloor \lceil \rceil \gcd( \max( ! \pmod{7} \boxed{ \hat{x} \vec{ \mathbf{ \quad \, ~ $ $$ \( \) answer is the so 30^\circ 15' 3:45 p.m. (1 2 3) _8 \approx |x-3|<2`.split(
    /\s+/
  );

/** A stream of numbers below 1 for a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const table = new URL("../../test/verification/math/strict/kinds.json", import.meta.url);
const known = (JSON.parse(readFileSync(table, "utf8")) as {gold: string; output: string}[]).flatMap(
  ({gold, output}) => [gold, output]
);

function textOf(random: () => number): string {
  const pick = (items: readonly string[]): string => items[Math.floor(random() * items.length)]!;
  const kind = random();
  if (kind < 0.4) {
    const count = 1 + Math.floor(random() ** 3 * 300);
    const glue = random() < 0.5 ? "" : " ";
    return Array.from({length: count}, () => pick(FRAGMENTS))
      .join(glue)
      .slice(0, MAX_LENGTH);
  }
  const text = pick(known);
  if (kind < 0.6) return text;
  const [from, to] = [random(), random()]
    .map((share) => Math.floor(share * text.length))
    .sort((a, b) => a - b);
  const part = text.slice(from, to);
  if (kind < 0.75) return text.slice(0, from) + pick(FRAGMENTS) + text.slice(to);
  return kind < 0.9
    ? pick(known).slice(0, 40) + part
    : part.repeat(1 + Math.floor(random() * 40)).slice(0, MAX_LENGTH);
}

/** Whether a text can stand in a box as the answer that it is: braces that close, nothing that introduces another answer. */
function mayBeBoxed(text: string): boolean {
  if (/boxed|answer|####|<|\n|[“”]/.test(text) || clean(text) === "") return false;
  let depth = 0;
  for (const [mark] of text.matchAll(/\\[^]|[{}]/g)) {
    depth += mark === "{" ? 1 : mark === "}" ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0 && !text.endsWith("\\");
}

const counts = {cases: 0, throws: 0, slow: 0, "not itself": 0, "one order only": 0, equal: 0, slowest: 0};

for (let seed = first; seed < first + cases; seed++) {
  const random = randomOf(seed);
  const [a, b] = [
    textOf(random),
    random() < 0.5 ? textOf(random) : known[Math.floor(random() * known.length)]!
  ];
  const say = (what: string): void => {
    console.log(`seed ${seed}: ${what}: ${JSON.stringify([a, b]).slice(0, 400)}`);
  };
  counts.cases++;
  const start = process.cpuUsage();
  try {
    const forth = compareTexts(a, b).equal;
    gradeStrict(a, b);
    const {user} = process.cpuUsage(start);
    counts.slowest = Math.max(counts.slowest, user);
    if (user > LIMIT) {
      counts.slow++;
      say(`${Math.round(user / 1000)} ms`);
    }
    if (forth) counts.equal++;
    if (forth !== compareTexts(b, a).equal) counts["one order only"]++;
    if (mayBeBoxed(a) && gradeStrict(`\\boxed{${a}}`, a).verdict !== "correct") {
      counts["not itself"]++;
      say("not equal to itself in a box");
    }
  } catch (error) {
    counts.throws++;
    say(String(error));
  }
}
console.log(JSON.stringify({...counts, slowest: `${Math.round(counts.slowest / 1000)} ms`}));
if (counts.throws + counts.slow + counts["not itself"] > 0) process.exitCode = 1;
