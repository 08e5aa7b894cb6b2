import {add, fenced, prints, right, type KindCase} from "./kind-case.js";

/** Classes, memory, and libraries that are not here. */
export const functions: readonly KindCase[] = [
  {
    kind: "class Solution",
    completion: fenced("class Solution:\n    def add(self, x, y):\n        return x + y"),
    verdict: "correct"
  },
  {
    kind: "class Solution for a function that the prompt begins",
    completion: fenced("class Solution:\n    @staticmethod\n    def add(x, y):\n        return x + y"),
    prompt: 'def add(x, y):\n    """The sum."""\n',
    verdict: "correct"
  },
  {
    kind: "class Solution whose method has a name of the preamble",
    completion: fenced("class Solution:\n    def add(self, x, y):\n        return x + y"),
    gold: {
      entry_point: "add",
      inputs: "[[1, 2]]",
      outputs: "[3]",
      preamble: "def add(x, y): return 0\nadd.__module__ = 'other'"
    },
    verdict: "correct"
  },
  {
    kind: "a type that nothing imports",
    completion: fenced("def add(x: int, y: int) -> List[int]:\n    return x + y"),
    verdict: "incorrect"
  },
  {
    kind: "a type that the prompt imports",
    completion: fenced("def add(x: int, y: int) -> List[int]:\n    return x + y"),
    prompt: 'from typing import List\n\n\ndef add(x, y):\n    """The sum."""\n',
    verdict: "correct"
  },
  {
    kind: "a type that the gold imports",
    completion: fenced("def add(x: int, y: int) -> List[int]:\n    return x + y"),
    gold: {...add, preamble: "from typing import *"},
    verdict: "correct"
  },
  {
    kind: "class Solution that is wrong",
    completion: fenced("class Solution:\n    def add(self, x, y):\n        return x"),
    verdict: "incorrect"
  },
  {
    kind: "class Solution with another method",
    completion: fenced("class Solution:\n    def sub(self, x, y):\n        return x + y"),
    verdict: "incorrect"
  },
  {kind: "600 MiB", completion: fenced(`BIG = bytes(600 << 20)\n${right}`), verdict: "incorrect"},
  {
    kind: "600 MiB where the problem allows it",
    completion: fenced(`BIG = bytes(600 << 20)\n${right}`),
    gold: {...add, memory_mib: 1024},
    verdict: "correct"
  },
  {kind: "a missing library", completion: fenced(`import torch\n${right}`), verdict: "error"},
  {
    kind: "a missing library in the function",
    completion: fenced("def add(x, y):\n    import networkx.algorithms\n    return x + y"),
    verdict: "error"
  },
  {
    kind: "a missing library that the program does without",
    completion: fenced(`try:\n    import torch\nexcept ImportError:\n    torch = None\n${right}`),
    verdict: "correct"
  },
  {
    kind: "a missing library in a program that is wrong already",
    completion: fenced("def add(x, y):\n    if x < 0:\n        import torch\n    return x - y"),
    verdict: "incorrect"
  },
  {
    kind: "a library that nobody has",
    completion: fenced(`import add_helper_lib\n${right}`),
    verdict: "incorrect"
  },
  {
    kind: "a missing library that the program only pretends to need",
    completion: fenced("raise ModuleNotFoundError(name='to' + 'rch')"),
    verdict: "incorrect"
  },
  {
    kind: "a missing library in a script",
    completion: fenced("import torch\nprint(1)"),
    gold: prints("1"),
    verdict: "error"
  }
];
