"""Another program's YAML file: some entries change, all others stay as they are written."""

from collections.abc import Callable, Iterable
from typing import Any

import yaml

Node = yaml.Node


class Foreign:
    """A mapping of such a file; tags such as `!ENV` and `!!python/name:…` are kept, never run."""

    def __init__(self, node: yaml.MappingNode) -> None:
        yaml.SafeLoader("").flatten_mapping(node)  # `<<` as the entries that it stands for
        self._node = node

    @classmethod
    def parse(cls, written: bytes) -> "Foreign":
        """Read the file’s one document; what is no mapping counts as an empty one."""
        node = yaml.compose(written, Loader=yaml.SafeLoader)
        return cls(node if isinstance(node, yaml.MappingNode) else _node({}))

    def text(self) -> str:
        """The file as it is now, without comments."""
        return str(yaml.serialize(self._node, Dumper=yaml.SafeDumper, allow_unicode=True))

    def scalar(self, key: str) -> str | None:
        """A value that is no list and no mapping, as it is written; else None."""
        found = self._find(key)
        return found.value if isinstance(found, yaml.ScalarNode) else None

    def put(self, key: str, value: Any) -> None:
        """Give a key a value of plain data, where it stands or at the end."""
        self._set(key, _node(value))

    def drop(self, *keys: str) -> list[str]:
        """Take keys away; return those that were there."""
        there = [key for key in keys if self._find(key) is not None]
        self._node.value = [pair for pair in self._node.value if pair[0].value not in there]
        return there

    def inside(self, key: str, short: str = "") -> "Foreign":
        """The mapping under a key, made if there is none; a single value stands under `short`."""
        found = self._find(key)
        if not isinstance(found, yaml.MappingNode):
            single = found if short and isinstance(found, yaml.ScalarNode) else None
            found = _node({})
            if single is not None:
                found.value.append((_node(short), single))
            self._set(key, found)
        return Foreign(found)

    def ahead(self, key: str, values: Iterable[Any]) -> None:
        """Put plain data before what a key lists."""
        found = self._find(key)
        listed = found.value if isinstance(found, yaml.SequenceNode) else []
        node = _node(list(values))
        node.value.extend(listed)
        self._set(key, node)

    def keep(self, key: str, wanted: Callable[[str], bool]) -> None:
        """Of a list, or a mapping, of names with or without options keep those that are wanted."""
        found = self._find(key)
        if isinstance(found, yaml.MappingNode):
            found.value = [pair for pair in found.value if wanted(pair[0].value)]
        elif isinstance(found, yaml.SequenceNode):
            found.value = [node for node in found.value if wanted(_name(node))]

    def over(self, base: "Foreign") -> "Foreign":
        """The entries of both; where both have a mapping, theirs, else this one’s."""
        return Foreign(_merged(base._node, self._node))

    def _find(self, key: str) -> Node | None:
        return next((v for k, v in reversed(self._node.value) if k.value == key), None)

    def _set(self, key: str, value: Node) -> None:
        at = next((i for i, pair in enumerate(self._node.value) if pair[0].value == key), None)
        rest = [pair for pair in self._node.value if pair[0].value != key]
        rest.insert(len(rest) if at is None else at, (_node(key), value))
        self._node.value = rest


def _merged(base: yaml.MappingNode, top: yaml.MappingNode) -> yaml.MappingNode:
    found: dict[str, tuple[Node, Node]] = {}
    for key, value in (*base.value, *top.value):
        name = str(key.value)
        below = found[name][1] if name in found else None
        if isinstance(below, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            found[name] = (key, _merged(below, value))
        else:
            found[name] = (key, value)
    return yaml.MappingNode(base.tag, list(found.values()))


def _name(node: Node) -> str:
    """The name of an entry: `search`, or `search: {lang: en}`."""
    if isinstance(node, yaml.MappingNode) and node.value:
        node = node.value[0][0]
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def _node(value: Any) -> Any:
    return _Plain(sort_keys=False).represent_data(value)


class _Plain(yaml.representer.SafeRepresenter):
    """Takes kinds of text, such as safe HTML, for text."""


_Plain.add_multi_representer(str, lambda plain, text: plain.represent_str(str(text)))
