"""Runs one job in a process of its own, and writes its records: lines of `<word> <detail>` to a pipe that only this process holds.

    ok <value>         what one call returned           call <value>     the arguments of one call of a recorded check
    raise <type>       what a call raised                load <type>      what loading the program raised
    missing -          it has no such function           lacks <name>     loading or a call asked for a module that is not here
    diverged -         a check's calls are not the recorded ones
    end <count>        the last record: how many calls returned

Nothing here is secret from the program under test, and nothing the program does to this module helps it: the expected values are elsewhere.
"""

import atexit
import builtins
import io
import json
import os
import random
import sys
import types

from values import decode, encode

FLUSH_AT = 32768


class LoadError(Exception):
    """Running the program's own statements raised its cause."""


class Records:
    def __init__(self, file):
        self.file = file
        self.pending = []
        self.size = 0

    def add(self, word, detail):
        line = f"{word} {detail}\n".encode()
        self.pending.append(line)
        self.size += len(line)
        if self.size >= FLUSH_AT:
            self.flush()

    def add_failure(self, word, error):
        """A failure while loading or in a call, by its type; or the module that was missing."""
        name = getattr(error, "name", None) if isinstance(error, ModuleNotFoundError) else None
        if type(name) is str and name.isidentifier():
            self.add("lacks", name)
        else:
            self.add(word, type(error).__name__)

    def flush(self):
        waiting = memoryview(b"".join(self.pending))
        self.pending, self.size = [], 0
        while waiting:
            waiting = waiting[os.write(self.file, waiting) :]


def load(sources, name, **names):
    """The namespace after running the sources in turn, as one module that type hints, dataclasses and pickling can find. It starts with `names`."""
    module = types.ModuleType(name)
    module.__dict__.update(names, __builtins__=builtins, __name__=name)
    sys.modules[name] = module
    for source in sources:
        try:
            exec(compile(source, "<program>", "exec", dont_inherit=True), module.__dict__)
        except BaseException as error:
            raise LoadError from error
    return module.__dict__


def find_function(namespace, name):
    """The module's function of this name, else the method of its class Solution: the preamble may have a name like the method's."""
    function = namespace.get(name)
    solution = namespace.get("Solution")
    is_own = getattr(function, "__module__", None) == namespace["__name__"]
    if solution is not None and not is_own:
        function = getattr(solution(), name, function)
    return function


def run_calls(job, payload, records):
    """Calls the program's function on each list of arguments, and stops at the first call that raises."""
    arguments = decode(payload)
    function = find_function(load(job["sources"], "solution"), job["entry"])
    if function is None:
        records.add("missing", "-")
        return 0
    for count, values in enumerate(arguments):
        try:
            records.add("ok", encode(function(*values)))
        except BaseException as error:
            records.add_failure("raise", error)
            return count
    return len(arguments)


def run_check(job, answer):
    """Runs `check` on a stand-in for the reference solution: `answer`, made from it. The reference keeps its own name for its recursion."""
    program, check = job["sources"]
    reference = load([program], "solution")
    stand_in = answer(reference[job["entry"]])
    load([check], "test", **{**reference, job["entry"]: stand_in})["check"](stand_in)


def run_recorded_check(job, payload, records):
    """Runs `check` on the reference solution: one `call` and one `ok` for each call that the check makes."""
    count = 0

    def answer(reference):
        def recorded(*values):
            nonlocal count
            records.add("call", encode(list(values)))
            output = encode(reference(*values))
            records.add("ok", output)
            count += 1
            return decode(output)

        return recorded

    run_check(job, answer)
    return count


def run_replayed_check(job, payload, records):
    """Runs `check` on a function that answers each call with the next recorded output.

    An assert that fails may call the function once more, for its message: a call out of turn is answered as the same call was, or `diverged`.
    """
    calls, outputs = json.loads(payload)
    answers = dict(zip(calls, outputs))
    count = 0

    def replayed(*values):
        nonlocal count
        call = encode(list(values))
        if count < len(calls) and call == calls[count]:
            count += 1
            return decode(outputs[count - 1])
        if call not in answers:
            records.add("diverged", "-")
            records.flush()
            os._exit(0)
        return decode(answers[call])

    run_check(job, lambda reference: replayed)
    return count


STANDARD_FILES = {
    **dict.fromkeys(("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"), 0),
    **dict.fromkeys(("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"), 1),
}


def open_standard_files_by_name():
    """The system gives these names a meaning by /proc, which the sandbox does not have."""

    def by_number(opened, makes_number):
        def open_file(file, *arguments, **options):
            name = os.fspath(file) if isinstance(file, (str, os.PathLike)) else None
            number = STANDARD_FILES.get(name) if isinstance(name, str) else None
            if number is None:
                return opened(file, *arguments, **options)
            # Opened anew, a file begins at its start.
            if number == 0:
                os.lseek(0, 0, os.SEEK_SET)
            copy = os.dup(number)
            return copy if makes_number else opened(copy, *arguments, **options)

        return open_file

    builtins.open = io.open = by_number(io.open, False)
    os.open = by_number(os.open, True)
    # Python 3.10 keeps an open of its own for paths.
    accessor = getattr(sys.modules.get("pathlib"), "_NormalAccessor", None)
    if accessor is not None:
        accessor.open = staticmethod(io.open)


def run_script(job, payload, records):
    """Runs a whole program, whose standard input and output are the test, as the interpreter would: threads and exit handlers included."""
    open_standard_files_by_name()
    try:
        load(job["sources"], "__main__")
    except LoadError as error:
        request = error.__cause__
        if not isinstance(request, SystemExit) or request.code not in (None, 0):
            raise
    if "threading" in sys.modules:
        sys.modules["threading"]._shutdown()
    atexit._run_exitfuncs()
    if not sys.stdout.closed:
        sys.stdout.flush()
    return 1


MODES = {"calls": run_calls, "record": run_recorded_check, "replay": run_replayed_check, "script": run_script}


def run(job, payload, records):
    # One seed for all programs, so that a verdict depends on the program alone.
    random.seed(0)
    # Python's limit on the digits of printed integers guards servers; here the processor time is limited.
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    try:
        count = MODES[job["mode"]](job, payload, records)
    except LoadError as error:
        records.add_failure("load", error.__cause__)
    except BaseException as error:
        records.add_failure("raise", error)
    else:
        records.add("end", count)
    records.flush()
