"""Run outside the sandbox, by the interpreter that will run inside: prints, as JSON, the files that the interpreter needs, and nothing else.

    executable     the interpreter             version   [3, 11]
    files          [[source, destination]]: the interpreter, the shared libraries of it and its modules, the loader
    folders        [folder]: the standard library, the time zones
    library        the standard library's folder
    entries        the names in it that are part of it: not site-packages, and nothing else that lies there
    links          [[target, path]]: links on the way to a destination, such as /lib
    library_path   folders of shared libraries where the loader does not look by itself

Arguments: names of further shared libraries (libstdc++.so.6), which are left out where there are none.
"""

import ctypes
import glob
import json
import os
import sys
import sysconfig

TIME_ZONES = "/usr/share/zoneinfo"
# The graphical toolkit alone needs two dozen libraries.
LEFT_OUT = ("_tkinter",)
LOADER_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


class LoadedObject(ctypes.Structure):
    _fields_ = [("address", ctypes.c_void_p), ("name", ctypes.c_char_p)]


def loaded_objects():
    names = []

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(LoadedObject), ctypes.c_size_t, ctypes.c_void_p)
    def visit(loaded, size, data):
        names.append(os.fsdecode(loaded.contents.name or b""))
        return 0

    ctypes.CDLL(None).dl_iterate_phdr(visit, None)
    return [name for name in names if name.startswith("/")]


def load(name):
    try:
        ctypes.CDLL(name, mode=os.RTLD_LAZY)
    except OSError:
        pass


def shared_libraries(extension_folders, further):
    """What the loader opens for the interpreter, for each of its extension modules and for the further libraries."""
    for folder in extension_folders:
        for module in glob.glob(os.path.join(glob.escape(folder), "*.so")):
            if not os.path.basename(module).startswith(LEFT_OUT):
                load(module)
    for name in further:
        load(name)
    return sorted({name for name in loaded_objects() if os.path.dirname(name) not in extension_folders})


def place(path):
    """Where a path lies when the folders on the way to it are no links."""
    return os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))


def links_of(path):
    found, folder = [], os.path.dirname(path)
    while folder != "/":
        if os.path.islink(folder):
            found.append((os.path.realpath(folder), place(folder)))
        folder = os.path.dirname(folder)
    return found


def is_library_entry(name):
    known = getattr(sys, "stdlib_module_names", None)
    if known is None:
        return name not in ("site-packages", "dist-packages")
    return name.split(".")[0] in known or name.startswith(("_sysconfigdata", "__pycache__", "lib-dynload", "LICENSE"))


def library_entries(library):
    return sorted(entry.name for entry in os.scandir(library) if is_library_entry(entry.name) or entry.is_symlink())


def main():
    executable = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
    library = os.path.realpath(sysconfig.get_path("stdlib"))
    platform_library = os.path.realpath(sysconfig.get_path("platstdlib"))
    extension_folders = [os.path.realpath(folder) for folder in sys.path if os.path.basename(folder) == "lib-dynload"]
    objects = shared_libraries(extension_folders, sys.argv[1:])
    folders = {library, platform_library, *extension_folders}
    nested = {folder for folder in folders for other in folders if folder.startswith(other + "/")}
    paths = [*objects, sysconfig.get_path("stdlib")]
    described = {
        "executable": executable,
        "version": sys.version_info[:2],
        "files": [(executable, executable), *((os.path.realpath(path), place(path)) for path in objects)],
        "folders": sorted(folders - nested) + ([TIME_ZONES] if os.path.isdir(TIME_ZONES) else []),
        "library": library,
        "entries": library_entries(library),
        "links": sorted({link for path in paths for link in links_of(path)}),
        "library_path": sorted({os.path.dirname(place(path)) for path in objects if not path.startswith(LOADER_FOLDERS)}),
    }
    print(json.dumps(described))


main()
