"""The JSON Schema of the record, made from the dataclasses, so that it cannot differ from what is written."""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from dateline.records.record import SCHEMA, Record
from dateline.records.wire import field_types

_SCALARS: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one line of `dateline code --out`."""
    definitions: dict[str, Any] = {}
    _describe(Record, definitions)
    record = definitions.pop("Record")
    record["properties"]["schema"] = {"const": SCHEMA}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dateline record",
        **record,
        "$defs": dict(sorted(definitions.items())),
    }


def _describe(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_describe(item, definitions) for item in typing.get_args(kind)]}
    if kind is types.NoneType:
        return {"type": "null"}
    if origin is tuple:
        return {"type": "array", "items": _describe(typing.get_args(kind)[0], definitions)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _describe(typing.get_args(kind)[1], definitions)}
    if dataclasses.is_dataclass(kind):
        return _describe_dataclass(typing.cast(type, kind), definitions)
    if kind is date:
        return {"type": "string", "format": "date"}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [item.value for item in kind]}
    return {"type": _SCALARS[kind]}


def _describe_dataclass(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # holds the place while its fields are described
        fields = field_types(kind)
        definitions[kind.__name__] = {
            "type": "object",
            "description": inspect.getdoc(kind),
            "properties": {name: _describe(item, definitions) for name, item in fields.items()},
            "required": [name for name in fields if name != "predicates"],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}
