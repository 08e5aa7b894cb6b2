import {answers, type HostileProgram} from "./hostile-program.js";

/** Programs that reach for the network, the host's files, or the process that watches over them. All are incorrect, for the reason stated. */
export const intrudingPrograms: readonly HostileProgram[] = [
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
  }
];

/** A program that says whether a call of the C library succeeded. */
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
