import type {HostileProgram} from "./hostile-program.js";

/** Programs that end early or late, crash, or are no solution at all. All are incorrect, for the reason stated. */
export const leavingPrograms: readonly HostileProgram[] = [
  {title: "that exits with success", source: "import sys\nsys.exit(0)\n", reason: "crash"},
  {
    title: "that exits with success in the function",
    source: "import sys\ndef total(values):\n    sys.exit(0)\n",
    reason: "crash"
  },
  {
    title: "that leaves without clean-up",
    source: "import os\ndef total(values):\n    os._exit(0)\n",
    reason: "crash"
  },
  {
    title: "that leaves with an exit code",
    source: "import os\ndef total(values):\n    os._exit(3)\n",
    reason: "crash"
  },
  {
    title: "that closes its files",
    source:
      "import os, sys\nsys.stdout.close()\nos.closerange(0, 100)\ndef total(values):\n    return None\n",
    reason: "crash"
  },
  {
    title: "whose thread outlives it",
    source:
      "import os, threading, time\ndef late():\n    time.sleep(1)\n    os.write(3, b'ok 6\\n')\nthreading.Thread(target=late).start()\ndef total(values):\n    return None\n",
    reason: "mismatch"
  },
  {
    title: "whose child outlives it in a session of its own",
    source:
      "import os, time\nif os.fork() == 0:\n    os.setsid()\n    while True:\n        os.write(3, b'ok 6\\nok 0\\nok -2\\nend 3\\n')\n        time.sleep(0.001)\ndef total(values):\n    time.sleep(0.05)\n    return None\n",
    reason: "crash"
  },
  {
    title: "that raises what no handler expects",
    source: "class Odd(BaseException):\n    pass\ndef total(values):\n    raise Odd\n",
    reason: "crash"
  },
  {
    title: "that fakes the name of its exception",
    source:
      "class Odd(BaseException):\n    pass\nOdd.__name__ = 'x\\nok 6\\nok 0\\nok -2\\nend 3'\nraise Odd\n",
    reason: "crash"
  },
  {
    title: "that crashes the interpreter",
    source: "import ctypes\ndef total(values):\n    ctypes.string_at(0)\n",
    reason: "crash"
  },
  {title: "that is no Python", source: "def total(values:\n", reason: "crash"},
  {title: "that holds a null byte", source: "def total(values):\n    return '\\0'\n\0", reason: "crash"},
  {
    title: "that defines another function",
    source: "def subtotal(values):\n    return sum(values)\n",
    reason: "no_answer"
  }
];
