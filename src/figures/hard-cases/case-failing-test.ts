/** The reference answer of a code problem, where it lists its tests. */
interface TestedGold {
  entry_point: string;
  tests: {args: unknown[]; expected: unknown}[];
}

/** A test that a program failed. */
export interface FailingTest {
  /** `f([3, 3])`. */
  call: string;
  /** What the verifier says: `got [9, 9], expected []`. */
  said: string;
}

/** The tests of a problem as calls with what they should return: `f([3, 3])`, `[]`. Empty where the problem lists none. */
export function testCalls(gold: unknown): {call: string; expected: string}[] {
  if (!isTested(gold)) return [];
  return gold.tests.map(({args, expected}) => ({
    call: `${gold.entry_point}(${args.map(pythonText).join(", ")})`,
    expected: pythonText(expected)
  }));
}

/** The failed test that a rule like `test 3: got 4, expected 5` names; null where it names none of the problem's tests. */
export function failingTest(rule: string, gold: unknown): FailingTest | null {
  const match = /^test (\d+): (.*)$/s.exec(rule);
  const test = match && testCalls(gold)[Number(match[1]) - 1];
  return test ? {call: test.call, said: match[2]!} : null;
}

function isTested(gold: unknown): gold is TestedGold {
  return (
    typeof gold === "object" &&
    gold !== null &&
    "tests" in gold &&
    Array.isArray(gold.tests) &&
    "entry_point" in gold
  );
}

/** A JSON value as Python writes it. */
function pythonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonText).join(", ")}]`;
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}
