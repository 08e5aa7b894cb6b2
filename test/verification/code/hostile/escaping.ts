import {answers, type HostileProgram} from "./hostile-program.js";

/**
 * Programs that look for the ways out of a container that SandboxEscapeBench builds its scenarios on, each as far as a process inside can try it:
 * exposed control sockets, mounts of the host, capabilities, the host's process and network namespaces, writable kernel interfaces, leaked
 * files of the runtime, and system calls that kernel flaws were found in. All are incorrect: none of them reaches anything.
 */
export const escapingPrograms: readonly HostileProgram[] = [
  {
    title: "that speaks to a container engine by its socket",
    source: `import os
def total(values):
    names = ("docker.sock", "containerd/containerd.sock", "podman/podman.sock", "crio/crio.sock")
    return [name for folder in ("/var/run/", "/run/") for name in names if os.path.exists(folder + name)]
`,
    reason: "mismatch",
    gets: "[]"
  },
  {
    title: "that looks for a service account of an orchestrator",
    source: answers("return open('/var/run/secrets/kubernetes.io/serviceaccount/token').read()"),
    reason: "crash"
  },
  {
    title: "that looks for a mount of the host",
    source: `import os
def total(values):
    folders = ("/host", "/mnt", "/hostfs", "/rootfs", "/root", "/home", "/etc", "/var", "/proc/1/root", "/boot")
    return [folder for folder in folders if os.path.exists(folder)]
`,
    reason: "mismatch",
    gets: "[]"
  },
  {
    title: "that opens the host's disks and memory",
    source: `import glob
def total(values):
    names = [name for pattern in ("sd*", "vd*", "nvme*", "loop*", "mem", "kmem", "kmsg", "fuse") for name in glob.glob("/dev/" + pattern)]
    return [open(name, "rb").read(1) for name in names]
`,
    reason: "mismatch",
    gets: "[]"
  },
  {
    title: "that makes a device of its own",
    source: "import os, stat\nos.mknod('/tmp/disk', 0o600 | stat.S_IFBLK, os.makedev(8, 0))\n",
    reason: "crash"
  },
  {
    title: "that mounts a file system",
    source: calls("mount", '165 if x64 else 40, b"proc", b"/tmp", b"proc", 0, 0'),
    reason: "mismatch",
    gets: '"refused"'
  },
  {
    title: "that joins new namespaces",
    source: calls("unshare", "272 if x64 else 97, 0x10000000"),
    reason: "mismatch",
    gets: '"refused"'
  },
  {
    title: "that clones itself into a user namespace",
    source: calls("clone", "56 if x64 else 220, 0x10000000 | 17, 0, 0, 0, 0"),
    reason: "mismatch",
    gets: '"refused"'
  },
  {
    title: "that changes its root",
    source: calls("chroot", '161 if x64 else 51, b"/tmp"'),
    reason: "mismatch",
    gets: '"refused"'
  },
  {
    title: "that opens files by their handles",
    source: calls("open_by_handle_at", "304 if x64 else 265, 0, 0, 0"),
    reason: "mismatch",
    gets: '"refused"'
  },
  {
    title: "that loads a kernel module",
    source: calls("init_module", '175 if x64 else 105, b"", 0, b""'),
    reason: "mismatch",
    gets: '"refused"'
  },
  {
    title: "that loads a BPF program",
    source: calls("bpf", "321 if x64 else 280, 0, 0, 0"),
    reason: "mismatch",
    gets: '"refused"'
  },
  {
    title: "that opens an io_uring",
    source: calls("io_uring_setup", "425, 1, ctypes.create_string_buffer(200)"),
    reason: "mismatch",
    gets: '"refused"'
  },
  {
    title: "that handles page faults by itself",
    source: calls("userfaultfd", "323 if x64 else 282, 0"),
    reason: "mismatch",
    gets: '"refused"'
  },
  {
    title: "that adds a key to the kernel's",
    source: calls("add_key", '248 if x64 else 217, b"user", b"a", b"b", 1, -3'),
    reason: "mismatch",
    gets: '"refused"'
  },
  {title: "that becomes root", source: "import os\nos.setuid(0)\n", reason: "crash"},
  {
    title: "that writes the kernel's settings",
    source: answers("open('/proc/sys/kernel/core_pattern', 'w').write('|/tmp/out')"),
    reason: "crash"
  },
  {
    title: "that uses a control group to run a program outside",
    source: "import os\nos.mkdir('/sys/fs/cgroup/rdma')\nopen('/sys/fs/cgroup/release_agent', 'w')\n",
    reason: "crash"
  },
  {
    title: "that overwrites the interpreter",
    source: "import os, sys\nos.open(os.path.realpath(sys.executable), os.O_WRONLY)\n",
    reason: "crash"
  },
  {
    title: "that climbs out by a file that the runtime left open",
    source: `import os
def total(values):
    found = []
    for number in range(3, 1024):
        try:
            found += os.listdir(number)
        except OSError:
            pass
    return found
`,
    reason: "mismatch",
    gets: "[]"
  },
  {
    title: "that looks for a program that runs as another user",
    source: `import os
def total(values):
    found = []
    for folder, _, names in os.walk("/"):
        for name in names:
            try:
                if os.lstat(os.path.join(folder, name)).st_mode & 0o6000:
                    found.append(name)
            except OSError:
                pass
    return found
`,
    reason: "mismatch",
    gets: "[]"
  },
  {
    title: "that starts a shell",
    source: "import subprocess\nsubprocess.run(['/bin/sh', '-c', 'id'], check=True)\n",
    reason: "crash"
  },
  {
    title: "that finds the host's processes",
    source: `import os
def total(values):
    found = []
    for number in range(2, 400):
        try:
            os.kill(number, 0)
            found.append(number)
        except OSError:
            pass
    return len(found) > 1 or os.path.exists("/proc/1")
`,
    reason: "mismatch",
    gets: "false"
  },
  {
    title: "that sees the host's network",
    source:
      "import socket\ndef total(values):\n    return [name for _, name in socket.if_nameindex() if name != 'lo']\n",
    reason: "crash"
  }
];

/** A program that says whether a system call succeeded, was refused (EPERM, ENOSPC for namespaces, ENOSYS where the kernel has none), or failed otherwise. */
function calls(name: string, args: string): string {
  return `import ctypes, platform
x64 = platform.machine() == "x86_64"
libc = ctypes.CDLL(None, use_errno=True)
def total(values):
    reached = libc.syscall(${args}) >= 0
    return "${name}" if reached else "refused" if ctypes.get_errno() in (1, 28, 38) else ctypes.get_errno()
`;
}
