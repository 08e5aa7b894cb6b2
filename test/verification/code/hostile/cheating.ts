import type {HostileProgram} from "./hostile-program.js";

/** Programs that try to pass without solving `total`: outputs that equal all, a patched judge, forged records. All are incorrect, for the reason stated. */
export const cheatingPrograms: readonly HostileProgram[] = [
  {
    title: "that equals everything",
    source:
      "class Equal:\n    def __eq__(self, other):\n        return True\n    __hash__ = object.__hash__\ndef total(values):\n    return Equal()\n",
    reason: "mismatch"
  },
  {
    title: "that returns an integer which equals everything",
    source:
      "class Equal(int):\n    def __eq__(self, other):\n        return True\n    def __repr__(self):\n        return '6'\n    __hash__ = int.__hash__\ndef total(values):\n    return Equal(1)\n",
    reason: "mismatch"
  },
  {
    title: "that returns a string which equals everything",
    source:
      "class Equal(str):\n    def __eq__(self, other):\n        return True\n    __hash__ = str.__hash__\ndef total(values):\n    return Equal('6')\n",
    reason: "mismatch"
  },
  {
    title: "that patches the builtins",
    source:
      "import builtins\nbuiltins.type = lambda *_: int\nbuiltins.sum = builtins.len = lambda *_: 6\ndef total(values):\n    return 1\n",
    reason: "mismatch"
  },
  {
    title: "that patches the encoder",
    source:
      "import json, sys\njson.dumps = lambda *_: 'true'\nsys.modules['values'].tag = lambda value: True\ndef total(values):\n    return 1\n",
    reason: "mismatch"
  },
  {
    title: "that patches the runner through its frames",
    source:
      "import sys\nframe = sys._getframe()\nwhile frame.f_back:\n    frame = frame.f_back\n    frame.f_globals.update(encode=lambda _: 'true', load=lambda *_: {})\ndef total(values):\n    return 1\n",
    reason: "mismatch"
  },
  {
    title: "that searches memory for an expected value",
    source:
      "import gc\ndef total(values):\n    for thing in gc.get_objects():\n        if isinstance(thing, dict) and 'expected' in thing:\n            return thing['expected']\n    return None\n",
    reason: "mismatch"
  },
  {
    title: "that looks for another program's text in memory",
    source:
      "import ctypes, gc\ndef total(values):\n    found = [thing for thing in gc.get_objects() if isinstance(thing, (bytes, str)) and 'sum(values)' in str(thing)]\n    return sum(values) if found else None\n",
    reason: "mismatch"
  },
  {
    title: "that prints at its exit",
    source:
      "import atexit, os\natexit.register(lambda: os.write(3, b'ok 6\\nok 0\\nok -2\\nend 3\\n'))\ndef total(values):\n    return None\n",
    reason: "mismatch"
  },
  {
    title: "that writes passing records and leaves",
    source: "import os\nos.write(3, b'ok true\\n' * 3 + b'end 3\\n')\nos._exit(0)\n",
    reason: "mismatch"
  },
  {
    title: "that writes records of its own besides",
    source: "import os\nos.write(3, b'ok 6\\n')\n" + "def total(values):\n    return sum(values)\n",
    reason: "crash"
  },
  {
    title: "that writes an end with no outputs",
    source: "import os\nos.write(3, b'end 3\\n')\nos._exit(0)\n",
    reason: "crash"
  },
  {
    title: "that writes bytes of every kind",
    source: "import os\nos.write(3, bytes(range(256)) * 9)\nos._exit(0)\n",
    reason: "crash"
  },
  {
    title: "that writes nested brackets as an output",
    source: "import os\nos.write(3, b'ok ' + b'[' * 500000 + b'\\nok 0\\nok -2\\nend 3\\n')\nos._exit(0)\n",
    reason: "mismatch"
  },
  {
    title: "that writes an integer of many digits as an output",
    source: "import os\nos.write(3, b'ok ' + b'9' * 500000 + b'\\nok 0\\nok -2\\nend 3\\n')\nos._exit(0)\n",
    reason: "mismatch"
  },
  {
    title: "that writes frames where it has no file",
    source: "import os\nfor file in range(4, 100):\n    os.write(file, b'x')\n",
    reason: "crash"
  }
];
