import {returns, type KindCase} from "./kind-case.js";

/** Outputs that Python finds equal to the expected ones, or does not. */
export const values: readonly KindCase[] = [
  {
    kind: "named tuple",
    completion:
      "from collections import namedtuple\nP = namedtuple('P', 'a b')\ndef f():\n    return [P(1, 2)]",
    gold: {entry_point: "f", inputs: "[[]]", outputs: '[[{"t": [1, 2]}]]'},
    verdict: "correct"
  },
  {
    kind: "named tuple for a list",
    completion: "from typing import NamedTuple\nclass P(NamedTuple):\n    a: int\ndef f():\n    return P(1)",
    gold: returns([1]),
    verdict: "incorrect"
  },
  {
    kind: "list subclass",
    completion: "class L(list):\n    pass\ndef f():\n    return L([1, L([2])])",
    gold: returns([1, [2]]),
    verdict: "correct"
  },
  {
    kind: "list subclass of other items",
    completion: "class L(list):\n    pass\ndef f():\n    return L([2])",
    gold: returns([1]),
    verdict: "incorrect"
  },
  {
    kind: "list subclass whose iterator lies",
    completion:
      "class L(list):\n    def __iter__(self):\n        return iter([1])\ndef f():\n    return L([2])",
    gold: returns([1]),
    verdict: "incorrect"
  },
  {
    kind: "list subclass that equals everything",
    completion:
      "class L(list):\n    def __eq__(self, other):\n        return True\ndef f():\n    return L([1])",
    gold: returns([1]),
    verdict: "incorrect"
  },
  {
    kind: "dict subclass",
    completion:
      "class D(dict):\n    def __missing__(self, key):\n        return 0\ndef f():\n    return D(a=1)",
    gold: returns({a: 1}),
    verdict: "correct"
  },
  {
    kind: "Counter subclass",
    completion: "from collections import Counter\nclass C(Counter):\n    pass\ndef f():\n    return C('aa')",
    gold: returns({a: 2}),
    verdict: "correct"
  },
  {
    kind: "str subclass",
    completion: "class S(str):\n    pass\ndef f():\n    return S('a')",
    gold: returns("a"),
    verdict: "correct"
  },
  {
    kind: "IntEnum",
    completion: "import enum\nclass E(enum.IntEnum):\n    A = 3\ndef f():\n    return E.A",
    gold: returns(3),
    verdict: "correct"
  },
  {
    kind: "Enum",
    completion: "import enum\nclass E(enum.Enum):\n    A = 3\ndef f():\n    return E.A",
    gold: returns(3),
    verdict: "incorrect"
  },
  {
    kind: "whole Fraction",
    completion: "from fractions import Fraction\ndef f():\n    return Fraction(6, 2)",
    gold: returns(3),
    verdict: "correct"
  },
  {
    kind: "Fraction between two numbers",
    completion: "from fractions import Fraction\ndef f():\n    return Fraction(7, 3)",
    gold: returns(2),
    verdict: "incorrect"
  },
  {
    kind: "key view for a set",
    completion: "def f():\n    return {1: 2}.keys()",
    gold: {entry_point: "f", inputs: "[[]]", outputs: '[{"s": [1]}]'},
    verdict: "correct"
  },
  {
    kind: "range for a list",
    completion: "def f():\n    return range(2)",
    gold: returns([0, 1]),
    verdict: "incorrect"
  },
  {
    kind: "floats in a dict",
    completion: "def f():\n    return {'a': 0.1 + 0.2, 'b': [1, {'c': 1/3}]}",
    gold: returns({a: 0.3, b: [1, {c: 0.3333333333}]}),
    verdict: "correct"
  },
  {
    kind: "floats in a dict, too far",
    completion: "def f():\n    return {'a': 0.31}",
    gold: returns({a: 0.3}),
    verdict: "incorrect"
  },
  {
    kind: "an integer in a dict beside a float",
    completion: "def f():\n    return {'a': 2.0000001, 'b': 0.3}",
    gold: returns({a: 2, b: 0.3}),
    verdict: "incorrect"
  },
  {
    kind: "floats among other values",
    completion: "def f():\n    return ['x', 0.1 + 0.2]",
    gold: returns(["x", 0.3]),
    verdict: "correct"
  },
  {
    kind: "an integer of 10,000 digits as text",
    completion: "def f():\n    return len(str(10**9999))",
    gold: returns(10000),
    verdict: "correct"
  }
];
