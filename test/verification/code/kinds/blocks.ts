import {fenced, prints, right, wrong, type KindCase} from "./kind-case.js";

/** Completions of several blocks that are one program, or are not. */
export const blocks: readonly KindCase[] = [
  {
    kind: "helper in an earlier block",
    completion: fenced("def plus(a, b):\n    return a + b") + fenced("def add(x, y):\n    return plus(x, y)"),
    verdict: "correct"
  },
  {
    kind: "helper in a later block",
    completion: fenced("def add(x, y):\n    return plus(x, y)") + fenced("def plus(a, b):\n    return a + b"),
    verdict: "correct"
  },
  {
    kind: "helper of a helper",
    completion:
      fenced("ONE = 1") +
      fenced("def plus(a, b):\n    return a + b * ONE") +
      fenced("def add(x, y):\n    return (lambda v: plus(x, v))(y)"),
    verdict: "correct"
  },
  {
    kind: "the nearest of two helpers",
    completion:
      fenced("def plus(a, b):\n    return a - b") +
      fenced("def plus(a, b):\n    return a + b") +
      fenced("def add(x, y):\n    return plus(x, y)"),
    verdict: "correct"
  },
  {
    kind: "import in an earlier block",
    completion: fenced("import operator as op") + fenced("def add(x, y):\n    return op.add(x, y)"),
    verdict: "correct"
  },
  {
    kind: "an earlier block that nothing needs is left out",
    completion: fenced("raise SystemExit") + fenced(right),
    verdict: "correct"
  },
  {kind: "the later of two functions", completion: fenced(right) + fenced(wrong), verdict: "incorrect"},
  {
    kind: "a helper that is wrong",
    completion: fenced("def plus(a, b):\n    return a - b") + fenced("def add(x, y):\n    return plus(x, y)"),
    verdict: "incorrect"
  },
  {
    kind: "two blocks of a script",
    completion: fenced("def solve():\n    print(input())") + "Call it:\n" + fenced("solve()"),
    gold: prints("7", "7\n"),
    verdict: "correct"
  },
  {
    kind: "two blocks of a script, the first of which runs itself too",
    completion: fenced("def solve():\n    print(input())\nsolve()") + "Again:\n" + fenced("solve()"),
    gold: prints("7", "7\n"),
    verdict: "correct"
  },
  {
    kind: "a script in parts",
    completion: fenced("n = int(input())\ntotal = sum(range(n))") + fenced("print(total, end='\\n')"),
    gold: prints("6", "4\n"),
    verdict: "correct"
  },
  {
    kind: "two whole scripts: the last counts",
    completion: fenced("print(1)") + fenced("print(2)"),
    gold: prints("1"),
    verdict: "incorrect"
  },
  {
    kind: "sample output in a block of its own",
    completion: `${fenced("print(2)")}Output:\n\`\`\`\n3\n\`\`\`\n`,
    gold: prints("2"),
    verdict: "correct"
  }
];
