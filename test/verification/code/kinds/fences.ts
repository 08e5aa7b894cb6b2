import {fenced, right, wrong, type KindCase} from "./kind-case.js";

/** Where a block begins and ends. */
export const fences: readonly KindCase[] = [
  {
    kind: "fence in a list",
    completion: `1. So:\n\n    \`\`\`python\n    def add(x, y):\n        return x + y\n    \`\`\`\n`,
    verdict: "correct"
  },
  {
    kind: "fence in a list, by tabs",
    completion: `- So:\n\n\t\`\`\`py\n\tdef add(x, y):\n\t    return x + y\n\t\`\`\`\nDone.`,
    verdict: "correct"
  },
  {
    kind: "fence in a string",
    completion: fenced(`def add(x, y):\n    text = '''\n\`\`\`\n'''\n    return x + y`),
    verdict: "correct"
  },
  {
    kind: "fences in a docstring",
    completion: fenced(
      `def add(x, y):\n    """\n    \`\`\`\n    add(1, 2)\n    \`\`\`\n    """\n    return x + y`
    ),
    verdict: "correct"
  },
  {
    kind: "a docstring without an end hides no later block",
    completion:
      fenced(`def add(x, y):\n    """Adds.\n    return x - y`) +
      fenced(`def add(x, y):\n    """Adds."""\n    return x + y`),
    verdict: "correct"
  },
  {kind: "fence after text", completion: `Here: \`\`\`python\n${right}\n\`\`\``, verdict: "correct"},
  {kind: "long fence", completion: `\`\`\`\`python\n${right}\n\`\`\`\`\n`, verdict: "correct"},
  {kind: "tilde fence", completion: `~~~python\n${right}\n~~~\n`, verdict: "correct"},
  {
    kind: "a closing fence alone, with prose after it",
    completion: `${right}\n\`\`\`\n\nThis adds.`,
    verdict: "correct"
  },
  {
    kind: "fence in a quotation",
    completion: `> So:\n>\n> \`\`\`python\n> def add(x, y):\n>     return x + y\n> \`\`\`\n`,
    verdict: "correct"
  },
  {kind: "an end-of-turn token after bare code", completion: `${right}<|endoftext|>`, verdict: "correct"},
  {
    kind: "another turn after bare code",
    completion: `${right}\n<|im_end|>\n<|im_start|>user\nThanks!`,
    verdict: "correct"
  },
  {
    kind: "an end-of-turn token in a string",
    completion: fenced(`END = "<|im_end|>"\n${right}`),
    verdict: "correct"
  },
  {
    kind: "a program with a margin",
    completion: "```python\n    import os\n\n    def add(x, y):\n        return x + y\n```",
    verdict: "correct"
  },
  {
    kind: "a fence in a string, and a wrong answer",
    completion: fenced(`T = '''\n\`\`\`\n'''\n${wrong}`),
    verdict: "incorrect"
  }
];
