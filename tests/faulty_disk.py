"""A disk that fails when it is told to: a layer under SQLite that counts what is asked of the disk.

SQLite reaches files through a table of functions, its VFS. This puts one of our own before the system's and hands
everything on, until the chosen request, which it refuses as a full or broken disk would. It needs a Python whose
`sqlite3` uses the system's SQLite library, as Debian's and pyenv's do.
"""

import _sqlite3
import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL, IOERR_WRITE, IOERR_FSYNC = 13, 778, 1034


class _Methods(ctypes.Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = [
        ("iVersion", ctypes.c_int),
        *((name, ctypes.c_void_p) for name in (
            *("xClose", "xRead", "xWrite", "xTruncate", "xSync", "xFileSize", "xLock", "xUnlock"),
            *("xCheckReservedLock", "xFileControl", "xSectorSize", "xDeviceCharacteristics", "xShmMap", "xShmLock"),
            *("xShmBarrier", "xShmUnmap", "xFetch", "xUnfetch"),
        )),
    ]  # fmt: skip


class _File(ctypes.Structure):
    _fields_ = [("pMethods", ctypes.POINTER(_Methods))]


class _Vfs(ctypes.Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = [
        ("iVersion", ctypes.c_int), ("szOsFile", ctypes.c_int), ("mxPathname", ctypes.c_int),
        ("pNext", ctypes.c_void_p), ("zName", ctypes.c_char_p), ("pAppData", ctypes.c_void_p),
        *((name, ctypes.c_void_p) for name in (
            *("xOpen", "xDelete", "xAccess", "xFullPathname", "xDlOpen", "xDlError", "xDlSym", "xDlClose"),
            *("xRandomness", "xSleep", "xCurrentTime", "xGetLastError", "xCurrentTimeInt64"),
            *("xSetSystemCall", "xGetSystemCall", "xNextSystemCall"),
        )),
    ]  # fmt: skip


_INT, _PTR = ctypes.c_int, ctypes.c_void_p
_OPEN = ctypes.CFUNCTYPE(_INT, _PTR, _PTR, _PTR, _INT, _PTR)
_WRITE = ctypes.CFUNCTYPE(_INT, _PTR, _PTR, _INT, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(_INT, _PTR, _INT)
_TRUNCATE = ctypes.CFUNCTYPE(_INT, _PTR, ctypes.c_int64)


# a connection that nobody closed may be closed by the garbage collector, long after its disk has gone out of use
_KEPT_ALIVE: list["FaultyDisk"] = []


class FaultyDisk:
    """Counts writes, and refuses the `fail_at`th with `code`; all that follow too if `lasting`."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        self.fail_at, self.code, self.lasting = 0, FULL, True
        self.count = 0
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        library.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
        self._real = library.sqlite3_vfs_find(None)
        self._kept: dict[int, tuple[_Methods, object]] = {}
        self._ours = _Vfs.from_buffer_copy(self._real.contents)
        self._ours.zName = b"faulty"
        self._open = _OPEN(self._on_open)
        self._ours.xOpen = ctypes.cast(self._open, _PTR).value

    def arm(self, fail_at: int, code: int = FULL, lasting: bool = True) -> None:
        self.count, self.fail_at, self.code, self.lasting = 0, fail_at, code, lasting

    def disarm(self) -> None:
        self.arm(0)

    def _refused(self) -> bool:
        self.count += 1
        return bool(self.fail_at) and (self.count >= self.fail_at if self.lasting else self.count == self.fail_at)

    def _on_open(self, _vfs: int, name: int, file: int, flags: int, out: int) -> int:
        code = _OPEN(self._real.contents.xOpen)(ctypes.addressof(self._real.contents), name, file, flags, out)
        handle = ctypes.cast(file, ctypes.POINTER(_File))
        if code == 0 and handle.contents.pMethods:
            handle.contents.pMethods = ctypes.pointer(self._wrapped(handle.contents.pMethods.contents))
        return int(code)

    def _wrapped(self, real: _Methods) -> _Methods:
        """The functions of an open file, those that write replaced. One copy for each kind of file."""
        key = ctypes.addressof(real)
        if key not in self._kept:
            write, sync, truncate = _WRITE(real.xWrite), _SYNC(real.xSync), _TRUNCATE(real.xTruncate)
            # a disk that breaks says so in other words when it is asked to hold fast what it has
            fast = lambda: IOERR_FSYNC if self.code == IOERR_WRITE else self.code  # noqa: E731
            ours = (
                _WRITE(lambda f, data, size, at: self.code if self._refused() else write(f, data, size, at)),
                _SYNC(lambda f, how: fast() if self._refused() else sync(f, how)),
                _TRUNCATE(lambda f, size: self.code if self._refused() else truncate(f, size)),
            )
            copy = _Methods.from_buffer_copy(real)
            copy.xWrite, copy.xSync, copy.xTruncate = (ctypes.cast(one, _PTR).value for one in ours)
            self._kept[key] = (copy, ours)
        return self._kept[key][0]


def find_library() -> ctypes.CDLL | None:
    """The SQLite library that Python itself uses."""
    maps = Path("/proc/self/maps")
    found = re.search(r"(/\S*libsqlite3\.so\S*)", maps.read_text()) if maps.exists() and _sqlite3 else None
    return ctypes.CDLL(found[1]) if found else None


@contextmanager
def faulty_disk() -> Iterator[FaultyDisk]:
    """Every SQLite file that is opened inside lies on the faulty disk."""
    library = find_library()
    if library is None:
        raise OSError("this Python brings its own SQLite: no disk of ours can be put under it")
    disk = FaultyDisk(library)
    _KEPT_ALIVE.append(disk)
    library.sqlite3_vfs_register.argtypes = [ctypes.POINTER(_Vfs), ctypes.c_int]
    library.sqlite3_vfs_unregister.argtypes = [ctypes.POINTER(_Vfs)]
    assert library.sqlite3_vfs_register(ctypes.byref(disk._ours), 1) == 0
    try:
        yield disk
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(disk._ours))
