import {operationFault} from "../../verification/dot-pictures/conclusion.js";
import {parseGold, type Gold} from "../../verification/dot-pictures/gold.js";
import {surveysOf, type Survey} from "../../verification/dot-pictures/surveys.js";
import {operators} from "./question.js";
import {colours, emptyCells, largestCell, shapes, side} from "./scene.js";

/**
 * Guess rate of a question about a picture: the chance that who never sees it and imagines another, drawn as the pictures are,
 * writes a right solution of it. One of the surveys that can start a solution is taken, all equally likely; every count is that of the
 * imagined picture; the conclusion is the right one for these counts. Exact up to rounding. Null for a gold of another form and for a
 * picture of another size.
 */
export function guessRate(gold: unknown): number | null {
  const parsed = parseGold(gold);
  if (typeof parsed === "string" || parsed.rows !== side || parsed.columns !== side) return null;
  const surveys = surveysOf(parsed);
  const chances = surveys.map((survey) => (isConclusive(parsed, survey) ? surveyChance(parsed, survey) : 0));
  return chances.reduce((sum, chance) => sum + chance, 0) / surveys.length;
}

/** Whether a solution can end after the survey: always but for a target that no two of its groups make. */
function isConclusive(gold: Gold, survey: Survey): boolean {
  if (gold.question.ask !== "make") return true;
  const {target} = gold.question;
  const counts = [...survey.values()].map(([count]) => count!);
  return counts.some((left) =>
    counts.some((right) =>
      operators.some(
        (operator) => operationFault(gold, survey, {left, operator, right, result: target}) === null
      )
    )
  );
}

/** The chance that an imagined picture has the same counts in every group of the survey. */
function surveyChance({question: {ask}}: Gold, survey: Survey): number {
  const isOfLines = [...survey.keys()].every((name) => /^(row|column) \d+$/.test(name));
  if (isOfLines) {
    const share = ask === "make" ? filled : filled / colours.length;
    // Lines have no cell in common, and so do not depend on each other.
    return [...survey.values()].reduce((chance, counts) => chance * marksChance(side, share, counts), 1);
  }
  const counts = [...survey.values()].flat();
  const share = ask === "count" ? filled / (colours.length * shapes.length) : filled / colours.length;
  return marksChance(side * side, share, counts);
}

/** Part of the cells of a random scene that hold marks. */
const filled = 1 - emptyCells;

/**
 * The chance that the marks of so many random cells sum up to `counts`, one sum for each of as many kinds, where a cell is of each kind
 * with chance `share`, of two never. Sums over how many cells each kind has.
 */
function marksChance(cells: number, share: number, counts: readonly number[]): number {
  const [count, ...others] = counts;
  // What is left is of other kinds or empty: any such cells will do.
  if (count === undefined) return 1;
  let sum = 0;
  for (let own = 0; own <= cells; own++) {
    const chosen = choose(cells, own) * share ** own * (1 - share) ** (cells - own);
    if (chosen === 0 || cellsSum(own, count) === 0) continue;
    // The other cells are of no kind that was placed already.
    sum += chosen * cellsSum(own, count) * marksChance(cells - own, share / (1 - share), others);
  }
  return sum;
}

/** The chance that so many cells with 1 to `largestCell` marks each, equally likely, hold `total` together. */
function cellsSum(cells: number, total: number): number {
  return sums[cells]![total] ?? 0;
}

/** By the number of cells of a picture: the chance of each total. */
const sums: readonly (readonly number[])[] = cellSums();

function cellSums(): number[][] {
  const all = [[1]];
  for (let cells = 1; cells <= side * side; cells++) {
    const before = all[cells - 1]!;
    all.push(
      Array.from({length: cells * largestCell + 1}, (_, total) => {
        let sum = 0;
        for (let marks = 1; marks <= largestCell; marks++) sum += before[total - marks] ?? 0;
        return sum / largestCell;
      })
    );
  }
  return all;
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return product;
}
