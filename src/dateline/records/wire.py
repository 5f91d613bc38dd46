"""Records to plain JSON values and back, driven by the dataclasses' own types: nothing is listed twice."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from dateline.errors import DatelineError

T = typing.TypeVar("T")


class RecordError(DatelineError):
    """JSON that is not a record of the wanted kind; the text names the field."""


def to_wire(value: Any) -> Any:
    """Plain JSON values of a record: dicts, lists, strings, numbers, None. `predicates` is left out when None."""
    if value is None or type(value) in _PLAIN:  # most values by far
        return value
    if isinstance(value, list | tuple):
        return [to_wire(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: to_wire(item)
            for name in _written_fields(type(value))
            if (item := getattr(value, name)) is not None or name not in _OPTIONAL_FIELDS
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_wire(item) for key, item in sorted(value.items())}
    return value


_PLAIN = frozenset({str, int, float, bool})
_OPTIONAL_FIELDS = frozenset({"predicates"})  # written only when asked for (`--predicates`)


@cache
def _written_fields(kind: type) -> tuple[str, ...]:
    """Field names in writing order: `schema` first, so that a reader knows at once what the line is."""
    names = [item.name for item in dataclasses.fields(kind)]
    return tuple(sorted(names, key=lambda name: name != "schema"))


@cache
def field_types(kind: type) -> dict[str, Any]:
    """The resolved type of each field of a dataclass."""
    hints = typing.get_type_hints(kind)
    return {item.name: hints[item.name] for item in dataclasses.fields(kind)}


def from_wire(kind: type[T], value: Any, where: str = "record") -> T:
    """Build `kind` from plain JSON values.

    Raises:
        RecordError: a field is missing, unknown, or of the wrong type.
    """
    return typing.cast(T, _read(kind, value, where))


def _read(kind: Any, value: Any, where: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _read_optional(kind, value, where)
    if origin is tuple:
        return tuple(
            _read(typing.get_args(kind)[0], item, f"{where}[{i}]") for i, item in enumerate(_expect(list, value, where))
        )
    if origin is not None and issubclass(origin, Mapping):
        item_type = typing.get_args(kind)[1]
        return {key: _read(item_type, item, f"{where}.{key}") for key, item in _expect(dict, value, where).items()}
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(typing.cast(type, kind), _expect(dict, value, where), where)
    return _read_scalar(kind, value, where)


def _read_optional(kind: Any, value: Any, where: str) -> Any:
    if value is None:
        return None
    (inner,) = (item for item in typing.get_args(kind) if item is not types.NoneType)
    return _read(inner, value, where)


def _read_dataclass(kind: type, value: dict[str, Any], where: str) -> Any:
    wanted = field_types(kind)
    if unknown := sorted(set(value) - set(wanted)):
        raise RecordError(f"{where} has the field {unknown[0]!r}; its fields are {', '.join(wanted)}")
    try:
        return kind(**{name: _read(wanted[name], item, f"{where}.{name}") for name, item in value.items()})
    except TypeError as error:
        raise RecordError(f"{where} is incomplete: {error}") from error


def _read_scalar(kind: Any, value: Any, where: str) -> Any:
    if kind is date:
        try:
            return date.fromisoformat(_expect(str, value, where))
        except ValueError as error:
            raise RecordError(f"{where} is {value!r}, not a day as YYYY-MM-DD") from error
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError as error:
            allowed = ", ".join(str(item.value) for item in kind)
            raise RecordError(f"{where} is {value!r}; allowed are {allowed}") from error
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return _expect(kind, value, where)


def _expect(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise RecordError(f"{where} is {value!r}, not {kind.__name__}")
    return value
