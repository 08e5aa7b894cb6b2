import {fenced, prints, type KindCase} from "./kind-case.js";

/** Whole programs: what they may use, and what they print. */
export const scripts: readonly KindCase[] = [
  {
    kind: "contest names",
    completion: fenced("print(heappop([1, 2]), gcd(4, 6), Counter('aa')['a'], pow(2, 5, 7))"),
    gold: prints("1 2 2 4"),
    verdict: "correct"
  },
  {
    kind: "contest names, a preamble of the problem's own",
    completion: fenced("print(heappop([1, 2]))"),
    gold: prints("1", "", {preamble: ""}),
    verdict: "incorrect"
  },
  {
    kind: "deep recursion",
    completion: fenced("def down(n):\n    return n and down(n - 1)\nprint(down(9000))"),
    gold: prints("0"),
    verdict: "correct"
  },
  {
    kind: "/dev/stdin",
    completion: fenced("print(sum(map(int, open('/dev/stdin').read().split())))"),
    gold: prints("7", "3 4\n"),
    verdict: "correct"
  },
  {
    kind: "/dev/stdin by pathlib",
    completion: fenced("from pathlib import Path\nprint(Path('/dev/stdin').read_text())"),
    gold: prints("3", "3\n"),
    verdict: "correct"
  },
  {
    kind: "/dev/stdin as sys.stdin",
    completion: fenced("import sys\nsys.stdin = open('/dev/stdin')\nprint(input())"),
    gold: prints("3", "3\n"),
    verdict: "correct"
  },
  {
    kind: "/dev/stdin by its number",
    completion: fenced("import os\nprint(os.read(os.open('/dev/fd/0', os.O_RDONLY), 9).decode())"),
    gold: prints("3", "3\n"),
    verdict: "correct"
  },
  {
    kind: "/dev/stdout",
    completion: fenced("open('/dev/stdout', 'w').write('3')"),
    gold: prints("3"),
    verdict: "correct"
  },
  {
    kind: "another program's files",
    completion: fenced("print(open('/proc/1/fd/0').read())"),
    gold: prints("3", "3\n"),
    verdict: "incorrect"
  },
  {
    kind: "a long integer",
    completion: fenced("print(10**4999)"),
    gold: prints(`1${"0".repeat(4999)}`),
    verdict: "correct"
  },
  {
    kind: "another long integer",
    completion: fenced("print(10**4999 + 1)"),
    gold: prints(`1${"0".repeat(4999)}`),
    verdict: "incorrect"
  },
  {
    kind: "a printed float, exact by default",
    completion: fenced("print(1/3)"),
    gold: prints("0.333333"),
    verdict: "incorrect"
  },
  {
    kind: "a printed float within the problem's tolerance",
    completion: fenced("print(1/3)"),
    gold: prints("0.333333", "", {atol: 1e-6}),
    verdict: "correct"
  }
];
