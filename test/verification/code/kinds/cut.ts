import {fenced, prints, right, wrong, type KindCase} from "./kind-case.js";

/** Completions that break off, reason first, or have prose around the program. */
export const cut: readonly KindCase[] = [
  {
    kind: "a cut function after it",
    completion: `${right}\n\ndef sub(x, y):\n    return (x -`,
    verdict: "correct"
  },
  {
    kind: "a cut function after it in a block without an end",
    completion: `\`\`\`python\n${right}\n\n\ndef sub(x,`,
    verdict: "correct"
  },
  {
    kind: "a cut block after it",
    completion: `${fenced(right)}Faster:\n\`\`\`python\ndef add(x, y):\n    # by`,
    verdict: "correct"
  },
  {
    kind: "a cut method after it",
    completion: `\`\`\`python\nclass Solution:\n    def add(self, x, y):\n        return x + y\n\n    def sub(self, x`,
    verdict: "correct"
  },
  {
    kind: "the function itself is cut",
    completion: "```python\ndef add(x, y):\n    return (x +",
    verdict: "incorrect"
  },
  {
    kind: "a wrong function, then a cut one",
    completion: `${wrong}\n\ndef sub(x, y):\n    return (`,
    verdict: "incorrect"
  },
  {
    kind: "a whole block that is no Python",
    completion: fenced(right) + fenced("def add(x, y):\n    return ("),
    verdict: "incorrect"
  },
  {kind: "reasoning without an end", completion: `<think>\n${right}\n`, verdict: "incorrect"},
  {kind: "reasoning with an end", completion: `<think>\n${wrong}\n</think>\n${right}\n`, verdict: "correct"},
  {
    kind: "prose before a script",
    completion:
      "The solution is simple:\n\nn = int(input())\nfor i in range(n):\n    print(i)\n\nThat is all.",
    gold: prints("0\n1", "2\n"),
    verdict: "correct"
  },
  {kind: "prose alone", completion: "The solution is simple.", gold: prints("1"), verdict: "incorrect"}
];
