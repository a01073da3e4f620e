"""What the classes have in common: owning an object of the library, text and numbers in and out, lists."""

from __future__ import annotations

import copy
import os
import threading
from ctypes import byref, c_char, c_char_p, c_int32, c_int64, c_size_t, c_void_p, string_at
from decimal import Decimal
from typing import Any, Callable, Iterator, List, NoReturn, Optional, Sequence, Tuple, TypeVar, Union, overload
from weakref import finalize

from ._library import raw
from .enums import ErrorCode
from .errors import BusyError, ClosedError, KepuError, call

T = TypeVar("T")
C = TypeVar("C", bound="Closable")
Path = Union[str, "os.PathLike[str]"]
Data = Union[bytes, bytearray, memoryview]
Content = Union[Data, str]

_NAMES = {
    "Builder": ("builder", "构建器"),
    "Data": ("set of figures", "数据集"),
    "Explanation": ("explanation", "得分说明"),
    "Findings": ("list of findings", "检查结果"),
    "Import": ("import", "导入结果"),
    "Inputs": ("set of units and figures", "评分数据"),
    "Matrix": ("matrix", "责任分工表"),
    "Plan": ("plan", "方案"),
    "Progress": ("progress", "进展表"),
    "Regions": ("tree of regions", "地区树"),
    "Rollup": ("roll-up", "汇总"),
    "Scheme": ("scheme", "评分办法"),
    "SchemeBuilder": ("scheme builder", "评分办法构建器"),
    "Score": ("score", "评分结果"),
    "Totals": ("list of totals", "汇总结果"),
}


class Owned:
    """One object of the library, given back once, when the last Python object that needs it has gone.

    A call keeps it in a local variable while it lasts, so ``close()`` in another thread takes nothing from under it.
    """

    __slots__ = ("_release", "address")

    def __init__(self, address: int, release: Callable[[int], None]) -> None:
        self.address = address
        self._release = release

    def __del__(self) -> None:
        self._release(self.address)

    def __copy__(self) -> Owned:
        return self

    def __deepcopy__(self, memo: Any) -> Owned:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("what the library holds cannot be pickled; save the plan to bytes instead")


class Closable:
    """Base of what can be closed. It need not be: whatever is forgotten is released with the last reference to it."""

    __slots__ = ("__weakref__", "_owned")
    _owned: Optional[Owned]

    def __init__(self) -> None:
        raise TypeError(f"{type(self).__name__} is not made by calling it")

    @property
    def closed(self) -> bool:
        """Whether ``close()`` was called."""
        return self._owned is None

    def close(self) -> None:
        """Let go of it; using it or its parts is an error from then on. To close twice does no harm."""
        self._owned = None

    def __deepcopy__(self: C, memo: Any) -> C:
        return copy.copy(self)  # what cannot change is shared

    def __enter__(self: C) -> C:
        self._hold()
        return self

    def __exit__(self, *ignored: object) -> None:
        self.close()

    def _hold(self) -> Owned:
        owned = self._owned
        if owned is None:
            english, chinese = _NAMES[type(self).__name__]
            raise ClosedError(
                f"not possible in this state: the {english} is closed", f"此时不能这样做：{chinese}已关闭"
            )
        return owned

    def _read(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a reader whose arguments belong to this object, which is held meanwhile."""
        held = self._hold()
        result = function(*arguments)
        del held
        return result

    def _read_text(self, function: Callable[..., Optional[bytes]], *arguments: Any) -> Optional[str]:
        data = self._read(function, *arguments, None)
        return None if data is None else data.decode("utf-8")


class Changing(Closable):
    """Base of what can be changed: by one thread at a time, and not while others read it."""

    __slots__ = ("_lock", "_users")

    def _start(self, address: int, release: Callable[[int], None]) -> None:
        self._owned = Owned(address, release)
        self._lock = threading.Lock()
        self._users = 0  # how many read it; -1 while it is changed

    def __copy__(self) -> NoReturn:
        raise TypeError(f"a {_NAMES[type(self).__name__][0]} cannot be copied")

    def __deepcopy__(self, memo: Any) -> NoReturn:
        self.__copy__()

    def _alone(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call with the object before the other arguments, while nobody else is at it."""
        return self._called(-1, function, arguments)

    def _together(self, function: Callable[..., T], *arguments: Any) -> T:
        """The same while nobody changes it."""
        return self._called(1, function, arguments)

    def _called(self, step: int, function: Callable[..., T], arguments: Tuple[Any, ...]) -> T:
        held = self._hold()
        with self._lock:
            if self._users < 0 or (step < 0 and self._users > 0):
                self._busy()
            self._users += step
        try:
            return function(held.address, *arguments)
        finally:
            with self._lock:
                self._users -= step

    def _busy(self) -> NoReturn:
        english, chinese = _NAMES[type(self).__name__]
        raise BusyError(
            f"not possible in this state: the {english} is in use by another thread",
            f"此时不能这样做：{chinese}正由另一个线程使用",
        )


class Items(Sequence[T]):
    """A list of the library as a sequence: items are made when they are asked for, and nothing is copied."""

    __slots__ = ("_count", "_item", "_name")

    def __init__(self, name: str, count: int, item: Callable[[int], T]) -> None:
        self._name = name
        self._count = count
        self._item = item

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> List[T]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[T, List[T]]:
        if isinstance(index, slice):
            return [self._item(i) for i in range(*index.indices(self._count))]
        at = index + self._count if index < 0 else index
        if not 0 <= at < self._count:
            raise IndexError(f"{self._name} {index} of {self._count}")
        return self._item(at)

    def __iter__(self) -> Iterator[T]:
        item = self._item
        for index in range(self._count):
            yield item(index)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Items, list, tuple)):
            return len(self) == len(other) and all(a == b for a, b in zip(self, other))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{self._count} x {self._name}>"


def expect(kind: type, thing: object) -> None:
    """Refuse what is of another kind: the library would see the address of something else."""
    if not isinstance(thing, kind):
        raise TypeError(f"expected a {kind.__name__}, got {type(thing).__name__}")


def encoded(text: str) -> bytes:
    """UTF-8; halves of surrogate pairs are let through, so that the library says what is wrong with them and where."""
    if not isinstance(text, str):
        raise TypeError(f"expected a text, got {type(text).__name__}")
    return text.encode("utf-8", "surrogatepass")


def text_in(text: Optional[str]) -> Tuple[Optional[bytes], int]:
    """The two arguments of a text."""
    if text is None:
        return None, 0
    data = encoded(text)
    return data, len(data)


def terminated(text: Optional[str]) -> Optional[bytes]:
    """A text that ends at its NUL, so that it must not hold one."""
    if text is None:
        return None
    data = encoded(text)
    if b"\0" in data:
        raise ValueError("a NUL inside the text")
    return data


def path_in(path: Path) -> bytes:
    """A file's name as the system takes it."""
    if isinstance(path, bytes):
        raise TypeError("a path is a str or a path object; bytes are content")
    data = os.fsencode(os.fspath(path))
    if b"\0" in data:
        raise ValueError("a NUL inside the path")
    return data


def data_in(data: Data) -> bytes:
    """Content; only what is no ``bytes`` already is copied."""
    if isinstance(data, bytes):
        return data
    if isinstance(data, (bytearray, memoryview)):
        return bytes(data)
    raise TypeError(f"expected bytes, got {type(data).__name__}")


def content_in(content: Content) -> bytes:
    """The same of what may be given as text, too."""
    return encoded(content) if isinstance(content, str) else data_in(content)


def int32(number: int) -> int:
    """A number that fits, since ctypes would cut one that does not."""
    if not -(2**31) <= number < 2**31:
        raise OverflowError(f"{number} does not fit into 32 bits")
    return int(number)


def int64(number: int) -> int:
    """The same for 64 bits."""
    if not -(2**63) <= number < 2**63:
        raise OverflowError(f"{number} does not fit into 64 bits")
    return int(number)


def size(number: int) -> int:
    """The same for a count or an index."""
    if not 0 <= number < 2**64 - 1:
        raise OverflowError(f"{number} is no count or index")
    return int(number)


def buffer_out(function: Callable[..., int], *arguments: Any) -> bytes:
    """Bytes that the library hands out through its last two outputs; copied, then given back."""
    address, length = c_void_p(), c_size_t()
    call(function, *arguments, byref(address), byref(length))
    try:
        return string_at(address.value, length.value) if address.value else b""
    finally:
        raw.kepu_free(address.value)


def view_out(function: Callable[..., int], *arguments: Any) -> memoryview:
    """The same bytes where they are, without a copy; they are given back when nobody refers to the view any more."""
    address, length = c_void_p(), c_size_t()
    call(function, *arguments, byref(address), byref(length))
    if not address.value:
        return memoryview(b"")
    try:
        array = (c_char * length.value).from_address(address.value)
        release = finalize(array, raw.kepu_free, address.value)
        release.atexit = False  # type: ignore[misc]  # who still reads when Python ends shall go on
    except BaseException:
        raw.kepu_free(address.value)
        raise
    return memoryview(array).cast("B").toreadonly()


def terminated_out(function: Callable[..., int], *arguments: Any) -> str:
    """The same for a text that only its NUL ends."""
    address = c_void_p()
    call(function, *arguments, byref(address))
    try:
        return (c_char_p(address.value).value or b"").decode("utf-8")
    finally:
        raw.kepu_free(address.value)


def handle_out(function: Callable[..., int], *arguments: Any) -> int:
    """An object that the library hands out through its last output before the error."""
    address = c_void_p()
    call(function, *arguments, byref(address))
    if address.value is None:
        raise KepuError(ErrorCode.STATE, "nothing was handed out", "没有得到任何对象")
    return address.value


def addresses_out(function: Callable[..., int], *arguments: Any) -> Sequence[int]:
    """A list that the library writes into the caller's array; asked for its length first."""
    count = function(*arguments, None, 0)
    if count == 0:
        return []
    array = (c_void_p * count)()
    function(*arguments, array, count)
    return [address for address in array if address]


def decimal_out(function: Callable[..., int], *arguments: Any) -> Optional[Decimal]:
    """A number through its coefficient and scale, exact whatever the context's precision is."""
    coefficient, scale = c_int64(), c_int32()
    if function(*arguments, byref(coefficient), byref(scale)):
        return None
    return made_decimal(coefficient.value, scale.value)


def made_decimal(coefficient: int, scale: int) -> Decimal:
    return Decimal(f"{coefficient}E-{scale}")


def sizes_out(count: int, function: Callable[..., int], *arguments: Any) -> Optional[Tuple[int, ...]]:
    """Counts or indexes that come out together; None where there is no value."""
    numbers = [c_size_t() for _ in range(count)]
    if function(*arguments, *(byref(number) for number in numbers)):
        return None
    return tuple(number.value for number in numbers)
