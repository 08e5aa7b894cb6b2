import type {Reason} from "../../../loaders/schema/verdict.js";

export interface HostileProgram {
  /** Reads on from "a program …". */
  title: string;
  source: string;
  reason: Reason;
}

/** A program whose function has this body. */
const answers = (body: string): string => `def total(values):\n${body.replace(/^/gm, "    ")}\n`;

/** Programs that try to pass without solving `total`, to do harm, or to run away. All are incorrect, for the reason stated. */
export const hostilePrograms: readonly HostileProgram[] = [
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
    title: "that opens a socket",
    source: "import socket\ndef total(values):\n    return socket.create_connection(('192.0.2.1', 80))\n",
    reason: "crash"
  },
  {
    title: "that opens a local socket",
    source: "import socket\nsocket.socket(socket.AF_UNIX).bind('\\0x')\n",
    reason: "crash"
  },
  {
    title: "that asks for a host name",
    source: "import socket\ndef total(values):\n    return socket.gethostbyname('example.org')\n",
    reason: "crash"
  },
  {
    title: "that reads the password file",
    source: answers("return open('/etc/passwd').read()"),
    reason: "crash"
  },
  {
    title: "that reads the host's environment",
    source: answers("return open('/proc/1/environ').read()"),
    reason: "crash"
  },
  {
    title: "that reads its own environment",
    source: "import os\ndef total(values):\n    return dict(os.environ)\n",
    reason: "mismatch"
  },
  {
    title: "that deletes every file it can",
    source:
      "import shutil\nfor folder in ('/usr/lib/python3', '/sandbox', '/dev', '/tmp'):\n    shutil.rmtree(folder, ignore_errors=True)\ndef total(values):\n    return None\n",
    reason: "mismatch"
  },
  {
    title: "that writes to the system",
    source: "open('/usr/lib/python3/sitecustomize.py', 'w')\n",
    reason: "crash"
  },
  {
    title: "that fills the writable folder",
    source:
      "import os\nfor number in range(1000):\n    open(f'/tmp/{number}', 'wb').write(b'x' * (1 << 20))\n",
    reason: "crash"
  },
  {
    title: "that leaves a link and a module for the next program",
    source:
      "import os\nos.symlink('/usr', '/tmp/usr')\nopen('/tmp/math.py', 'w').write('raise SystemExit')\ndef total(values):\n    return None\n",
    reason: "mismatch"
  },
  {
    title: "that kills every process",
    source:
      "import os, signal, time\ndef total(values):\n    if os.fork() == 0:\n        time.sleep(60)\n    os.kill(-1, signal.SIGKILL)\n    return None\n",
    reason: "mismatch"
  },
  {
    title: "that kills and stops the supervisor",
    source:
      "import os, signal\ndef total(values):\n    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGSEGV, signal.SIGKILL):\n        os.kill(1, number)\n    return None\n",
    reason: "mismatch"
  },
  {title: "that traces the supervisor", source: tracing("libc.ptrace(16, 1, 0, 0)"), reason: "mismatch"},
  {
    title: "that reads the supervisor's memory",
    source: tracing("libc.process_vm_readv(1, ctypes.byref(local), 1, ctypes.byref(local), 1, 0)"),
    reason: "mismatch"
  },
  {
    title: "that lowers the supervisor's limits",
    source: "import resource\nresource.prlimit(1, resource.RLIMIT_CPU, (1, 1))\n",
    reason: "crash"
  },
  {
    title: "that takes the supervisor's files",
    source: "import ctypes\nif ctypes.CDLL(None).syscall(438, 2, 0, 0) < 0:\n    raise PermissionError\n",
    reason: "crash"
  },
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
  },
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

function tracing(call: string): string {
  return `import ctypes
libc = ctypes.CDLL(None, use_errno=True)
class Part(ctypes.Structure):
    _fields_ = [('base', ctypes.c_void_p), ('size', ctypes.c_size_t)]
space = ctypes.create_string_buffer(8)
local = Part(ctypes.addressof(space), 8)
def total(values):
    return 'reached' if ${call} >= 0 else ctypes.get_errno()
`;
}
