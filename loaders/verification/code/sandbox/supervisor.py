"""Process 1 of the sandbox: runs one job at a time, each in a child process, and clears up all that it leaves behind.

Standard input holds jobs: a header, then a body of which only the child reads a byte. Standard output takes frames: `kind, length, bytes`.
So this process, from which every child is forked, never holds a program, its inputs or its outputs, and a child cannot find those of another
in its memory. What protects it from a child, which has the same user id: signals do not reach process 1 of a pid namespace from inside, it is
not dumpable (no ptrace, no /proc; the sandbox mounts none), and the system call filter forbids changing another process's limits or priority.
"""

import ctypes
import gc
import os
import resource
import select
import signal
import struct
import sys
import time

# The standard library, and the folder of packages where there is one.
LIBRARIES = [folder for folder in sys.path if folder not in ("", "/sandbox")] + sys.argv[1:]
sys.path[:] = ["/sandbox", *LIBRARIES]

import _sitebuiltins
import builtins
import json

import runner

# Loaded once here, not once in every child: what programs import most.
import bisect, collections, copy, datetime, decimal, functools, hashlib, heapq, io, itertools, math, operator, random, re  # noqa: E401, F401
import statistics, string, typing  # noqa: E401, F401

sys.path[:] = LIBRARIES

# Body bytes, CPU seconds, idle milliseconds, memory MiB, processes, file bytes, bytes of records and output, open files.
HEADER = struct.Struct("<8I")
FRAME = struct.Struct("<BI")
# How the child ended, exit code or signal, CPU and wall milliseconds, most memory in KiB, whether it touched the shared folder.
ENDING = struct.Struct("<BIIIIB")
RECORDS, STDOUT, END = 1, 2, 3
EXITED, SIGNALLED, WALL_TIMEOUT, CPU_TIMEOUT, OUTPUT_LIMIT = 0, 1, 2, 3, 4
PR_SET_DUMPABLE = 4
FAILED_BEFORE_RUNNING = 70
# Above every file that the child has open while it rearranges them.
SPARE_FILE = 100
WORK = "/tmp"
# How often a running child's processor time is looked at, in milliseconds.
CLOCK_INTERVAL = 50
# Processor time that makes a program active, in seconds.
ACTIVE_SECONDS = 0.01
# Wall time in all, as a multiple of the time that a program may idle. The parent process counts on it.
WALL_FACTOR = 4
# The kernel's own limit goes by clock ticks, which charge a busy machine's programs too much: it is the second line.
BACKSTOP_FACTOR = 4
# Reused for all that passes through, and cleared each time: a child is a copy of this memory.
BUFFER = bytearray(65536)


def read_exactly(file, size):
    parts = bytearray()
    while len(parts) < size:
        part = os.read(file, min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)


def send(kind, view):
    waiting = memoryview(FRAME.pack(kind, len(view)))
    while waiting:
        waiting = waiting[os.write(1, waiting) :]
    while view:
        view = view[os.write(1, view) :]


def standard_input(mode, payload):
    if mode != "script":
        return os.open("/dev/null", os.O_RDONLY)
    file = os.memfd_create("stdin")
    waiting = memoryview(payload)
    while waiting:
        waiting = waiting[os.write(file, waiting) :]
    os.lseek(file, 0, os.SEEK_SET)
    return file


def arrange_files(mode, payload, records_end, stdout_end):
    """Leaves the child four files: standard input, output and error, and its records as file 3. The job channel and the frames are gone."""
    stdin = standard_input(mode, payload)
    nowhere = os.open("/dev/null", os.O_WRONLY)
    os.dup2(records_end, SPARE_FILE)
    os.dup2(stdin, 0)
    os.dup2(stdout_end if mode == "script" else nowhere, 1)
    os.dup2(nowhere, 2)
    os.dup2(SPARE_FILE, 3)
    os.closerange(4, SPARE_FILE + 1)
    sys.stdin = open(0, "r", encoding="utf-8", errors="surrogateescape", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", closefd=False)


def lower_limits(cpu_seconds, memory_mib, processes, file_bytes, open_files):
    for kind, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, cpu_seconds * BACKSTOP_FACTOR),
        (resource.RLIMIT_AS, memory_mib << 20),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(kind, (value, value))


def run_child(header, records_end, stdout_end):
    body_size, cpu_seconds, _, memory_mib, processes, file_bytes, _, open_files = header
    os.setsid()
    head, _, payload = read_exactly(0, body_size).partition(b"\n")
    job = json.loads(head)
    sys.argv = ["program.py"]
    arrange_files(job["mode"], payload, records_end, stdout_end)
    lower_limits(cpu_seconds, memory_mib, processes, file_bytes, open_files)
    runner.run(job, payload, runner.Records(3))
    # No exit handler of the program runs after its last record.
    os._exit(0)


def fork_child(header, records_end, stdout_end):
    child = os.fork()
    if child == 0:
        try:
            run_child(header, records_end, stdout_end)
        finally:
            os._exit(FAILED_BEFORE_RUNNING)
    os.close(records_end)
    os.close(stdout_end)
    return child


class Relay:
    """Sends on what the child writes, and counts it."""

    def __init__(self, records_start, stdout_start, most_bytes):
        self.kinds = {records_start: RECORDS, stdout_start: STDOUT}
        self.open = set(self.kinds)
        self.left = most_bytes

    def pass_on(self, file):
        size = os.readv(file, [BUFFER])
        if size == 0:
            self.open.discard(file)
            return
        self.left -= size
        if self.left >= 0:
            send(self.kinds[file], memoryview(BUFFER)[:size])
        BUFFER[:size] = bytes(size)

    def until_end(self, handle, cpu_clock, cpu_seconds, idle_seconds):
        """Until the child ends (None), or breaks a limit.

        On a busy machine a program may hardly run. So wall time counts against it while it uses no processor time, and otherwise fourfold later.
        """
        started = active_at = time.monotonic()
        used = 0
        while True:
            poll = select.poll()
            for file in (handle, *self.open):
                poll.register(file, select.POLLIN)
            ready = [file for file, _ in poll.poll(CLOCK_INTERVAL)]
            if handle in ready:
                return None
            now, use = time.monotonic(), processor_time(cpu_clock)
            if use >= cpu_seconds:
                return CPU_TIMEOUT
            if use >= used + ACTIVE_SECONDS:
                active_at, used = now, use
            if now >= active_at + idle_seconds or now >= started + idle_seconds * WALL_FACTOR:
                return WALL_TIMEOUT
            for file in ready:
                self.pass_on(file)
            if self.left < 0:
                return OUTPUT_LIMIT

    def drain(self):
        """What is left in the pipes once every process that could write to them is dead."""
        for file in self.kinds:
            while file in self.open and self.left >= 0:
                self.pass_on(file)
        return OUTPUT_LIMIT if self.left < 0 else None


def process_clock(process):
    """The id of a process's processor-time clock, made as clock_getcpuclockid(3) makes it."""
    return (~process << 3) | 2


def processor_time(clock):
    try:
        return time.clock_gettime(clock)
    except OSError:
        # The process ended in the meantime.
        return 0


def clear_up(child):
    """Kills every process of the namespace but this one, in one call that no fork can outrun, and reaps them all.

    The child's status and the most memory it held, and the processor time of all processes, in seconds.
    """
    before = reaped_time()
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        pass
    _, status, usage = os.wait4(child, 0)
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return status, usage.ru_maxrss, reaped_time() - before


def reaped_time():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ending(broken, status, is_over_time):
    if broken is not None:
        return broken, 0
    if is_over_time:
        return CPU_TIMEOUT, 0
    if os.WIFEXITED(status):
        return EXITED, os.WEXITSTATUS(status)
    number = os.WTERMSIG(status)
    return (CPU_TIMEOUT if number == signal.SIGXCPU else SIGNALLED), number


def supervise(header):
    started = time.monotonic()
    _, cpu_seconds, idle_milliseconds, _, _, _, most_bytes, _ = header
    changed_at = os.stat(WORK).st_ctime_ns
    records_start, records_end = os.pipe()
    stdout_start, stdout_end = os.pipe()
    child = fork_child(header, records_end, stdout_end)
    handle = os.pidfd_open(child)
    relay = Relay(records_start, stdout_start, most_bytes)
    broken = relay.until_end(handle, process_clock(child), cpu_seconds, idle_milliseconds / 1000)
    status, memory, used = clear_up(child)
    broken = broken or relay.drain()
    for file in (handle, records_start, stdout_start):
        os.close(file)
    kind, number = ending(broken, status, used >= cpu_seconds)
    # A file made, removed or changed, and any change to the folder itself, moves its ctime, which nobody can set back.
    touched = os.stat(WORK).st_ctime_ns != changed_at
    passed = int((time.monotonic() - started) * 1000)
    send(END, memoryview(ENDING.pack(kind, number, int(used * 1000), passed, memory, touched)))


def main():
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    os.environ.clear()
    # One thread each, for a program may have few: read by the libraries themselves, not shown in os.environ.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.putenv(name, "1")
    builtins.exit = _sitebuiltins.Quitter("exit", "Ctrl-D")
    builtins.quit = _sitebuiltins.Quitter("quit", "Ctrl-D")
    gc.collect()
    gc.freeze()
    send(END, memoryview(b""))
    while (header := read_exactly(0, HEADER.size)) is not None:
        supervise(HEADER.unpack(header))


main()
