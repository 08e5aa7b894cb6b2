import {answers, type HostileProgram} from "./hostile-program.js";

/** Programs that run away, or take more time, memory or output than a solution needs. All are incorrect, for the reason stated. */
export const greedyPrograms: readonly HostileProgram[] = [
  {
    title: "that forks without end",
    source:
      "import os\ndef total(values):\n    while True:\n        try:\n            os.fork()\n        except OSError:\n            pass\n",
    reason: "timeout"
  },
  {
    title: "that starts threads without end",
    source:
      "import threading\ndef total(values):\n    while True:\n        threading.Thread(target=total, args=(values,)).start()\n",
    reason: "crash"
  },
  {title: "that takes all memory at once", source: answers("return bytearray(1 << 40)"), reason: "memory"},
  {
    title: "that takes memory bit by bit",
    source: answers("hoard = []\nwhile True:\n    hoard.append(bytearray(1 << 20))"),
    reason: "memory"
  },
  {
    title: "that fills memory in many processes",
    source:
      "import os\ndef total(values):\n    for _ in range(20):\n        try:\n            os.fork()\n        except OSError:\n            break\n    return bytearray(1 << 40)\n",
    reason: "memory"
  },
  {
    title: "that prints without end",
    source: answers("while True:\n    print('x' * 100000)"),
    reason: "timeout"
  },
  {
    title: "that floods the record pipe",
    source: "import os\nwhile True:\n    os.write(3, b'x' * 65536)\n",
    reason: "output_limit"
  },
  {title: "that returns a huge string", source: answers("return 'x' * (20 << 20)"), reason: "mismatch"},
  {
    title: "that returns a string too large to encode",
    source: answers("return 'x' * (80 << 20)"),
    reason: "memory"
  },
  {
    title: "that returns a list nested too deeply",
    source: answers("nest = []\nfor _ in range(100000):\n    nest = [nest]\nreturn nest"),
    reason: "crash"
  },
  {
    title: "that returns a list that contains itself",
    source: answers("loop = []\nloop.append(loop)\nreturn loop"),
    reason: "crash"
  },
  {
    title: "that returns an integer of a million digits",
    source: answers("return 1 << 4000000"),
    reason: "output_limit"
  },
  {title: "that loops for ever", source: answers("while True:\n    pass"), reason: "timeout"},
  {title: "that sleeps", source: "import time\ndef total(values):\n    time.sleep(60)\n", reason: "timeout"},
  {
    title: "that stops itself",
    source: "import os, signal\ndef total(values):\n    os.kill(os.getpid(), signal.SIGSTOP)\n",
    reason: "timeout"
  },
  {
    title: "that ignores the signal for used-up time",
    source:
      "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\ndef total(values):\n    while True:\n        pass\n",
    reason: "timeout"
  },
  {title: "that recurses for ever", source: answers("return total(values)"), reason: "crash"},
  {
    title: "that overflows the C stack",
    source:
      "import sys\nsys.setrecursionlimit(1 << 30)\ndef total(values):\n    return sorted([1], key=lambda _: total(values))\n",
    reason: "crash"
  },
  {
    title: "whose six children are busy while it waits",
    source: forking("while True: pass", "while True:\n        time.sleep(0.001)"),
    reason: "timeout"
  },
  {
    title: "whose children take turns in being busy",
    source:
      "import os\ndef total(values):\n    while True:\n        if os.fork() == 0:\n            sum(range(300000))\n            os._exit(0)\n        os.wait()\n",
    reason: "timeout"
  },
  {
    title: "that hides its children's time by ignoring their ends",
    source: "import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\n",
    reason: "crash"
  },
  {
    title: "whose children hold more memory together than one may",
    source: forking("hoard = bytearray(b'x') * (60 << 20); time.sleep(60)", "time.sleep(30)"),
    reason: "memory"
  },
  {
    title: "that writes a long word of digits that is no number",
    source: "import os\nos.write(3, b'ok ' + b'1' * 300000 + b'x\\nok 0\\nok -2\\nend 3\\n')\nos._exit(0)\n",
    reason: "mismatch"
  }
];

/** A program with six children. */
function forking(child: string, parent: string): string {
  return `import os, time
def total(values):
    for _ in range(6):
        if os.fork() == 0:
            ${child}
    ${parent}
`;
}
