"""Values on the wire: JSON in which every value that is not plain JSON is an object with one key.

    tuple {"t": [...]}   set {"s": [...]}   frozenset {"f": [...]}   dict {"d": [[key, value], ...]}   complex {"c": [re, im]}
    bytes {"b": hex}     large integer {"i": hex}     anything else {"o": type name}, which the parent never finds equal to anything
    a value whose encoding is longer than LONGEST_TEXT {"h": length and SHA-256 of it, or of the bytes of a long string or list of numbers}

Items of sets are sorted by their text, so that equal sets have equal texts.
The parent compares what it reads, so encoding goes by exact type, and reads with the methods of that type only. What Python finds equal to
a built-in value is encoded as that value: an instance of a subclass without an `__eq__` of its own (a named tuple, an IntEnum), a whole
Fraction or Decimal, a key view, a scalar of NumPy, an Integer or truth value of SymPy. A subclass with its own `__eq__` is "anything else".
"""

import collections
import decimal
import fractions
import hashlib
import json
import marshal
import sys

LARGEST_PLAIN_INTEGER = 10**18
LONGEST_TEXT = 1 << 20
CHUNK = 4096
# The shortest item of a list has a digit, a comma and a space.
SHORTEST_ITEM = 3
# The newest form in which equal numbers have equal bytes, wherever they come from.
MARSHAL_VERSION = 2
PLAIN = {str, float, bool, type(None)}
NUMBERS = {int, float, bool}
MAPPINGS = (dict, collections.OrderedDict, collections.defaultdict, collections.Counter)
# Of a type of these, how an instance of a subclass is read as one of the type itself.
BASES = (
    (tuple, lambda value: tuple(tuple.__iter__(value))),
    (list, lambda value: list(list.__iter__(value))),
    *((base, lambda value: dict(dict.items(value))) for base in MAPPINGS),
    (str, str.__str__),
    (int, int.__int__),
    (float, float.__float__),
    (set, lambda value: set(set.__iter__(value))),
    (frozenset, lambda value: frozenset(frozenset.__iter__(value))),
    (bytes, lambda value: bytes.fromhex(bytes.hex(value))),
)
VIEWS = (type({}.keys()), type({}.items()))


def tag_items(items):
    """The items of a list or tuple, tagged. Those that need no tag, by far the most, are told by their types at once."""
    kinds = set(map(type, items))
    if kinds <= PLAIN or (kinds <= NUMBERS and are_plain_numbers(items)):
        return items
    return [tag(item) for item in items]


def are_plain_numbers(numbers):
    """False also where one of them is not finite at the wrong place: NaN at the start is the least and the largest of all."""
    return -LARGEST_PLAIN_INTEGER < min(numbers) and max(numbers) < LARGEST_PLAIN_INTEGER


def tag(value):
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is int:
        # Hexadecimal is linear in the number of digits, and knows no limit of 4,300 of them.
        return value if -LARGEST_PLAIN_INTEGER < value < LARGEST_PLAIN_INTEGER else {"i": hex(value)}
    if kind is list:
        return tag_items(value)
    if kind is tuple:
        return {"t": tag_items(value)}
    if kind in (set, frozenset):
        return {"s" if kind is set else "f": sorted((tag(item) for item in value), key=json.dumps)}
    if kind in MAPPINGS:
        return {"d": [[tag(key), tag(item)] for key, item in value.items()]}
    if kind is complex:
        return {"c": [value.real, value.imag]}
    if kind in (bytes, bytearray):
        return {"b": value.hex()}
    plain = plain_value(value, kind)
    if plain is not value and type(plain) is not kind:
        return tag(plain)
    return {"o": str(kind.__name__)[:100]}


def plain_value(value, kind):
    """The value of a built-in type that Python finds equal to this one; the value itself if there is none."""
    for base, read in BASES:
        if issubclass(kind, base) and not overrides_equality(kind, base):
            return read(value)
    if kind in VIEWS:
        return set(value)
    if kind is fractions.Fraction or kind is decimal.Decimal:
        return equal_number(value)
    if kind.__module__ == "numpy":
        numpy = sys.modules.get("numpy")
        return value.item() if isinstance(value, numpy.generic) else value
    if kind.__module__.startswith("sympy."):
        return sympy_value(value)
    return value


def overrides_equality(kind, base):
    between = kind.__mro__[: kind.__mro__.index(base)]
    return any("__eq__" in vars(part) or "__ne__" in vars(part) for part in between)


def equal_number(value):
    for number in (int, float):
        try:
            if number(value) == value:
                return number(value)
        except (ValueError, OverflowError):
            pass
    return value


def sympy_value(value):
    if type(value).__name__ in ("BooleanTrue", "BooleanFalse"):
        return bool(value)
    return equal_number(value) if getattr(value, "is_Integer", False) or getattr(value, "is_Float", False) else value


def texts(value):
    """The encoding in parts: a long list or tuple is never held as one text, for it may be a hundred times as large as this process may grow."""
    if type(value) not in (list, tuple) or len(value) <= CHUNK:
        yield json.dumps(tag(value))
        return
    yield "[" if type(value) is list else '{"t": ['
    for start in range(0, len(value), CHUNK):
        text = json.dumps(tag_items(value[start : start + CHUNK]))
        yield text[1:-1] if start == 0 else ", " + text[1:-1]
    yield "]" if type(value) is list else "]}"


def number_digest(numbers):
    """The digest of a list or tuple of numbers, from their binary form; None for one that holds anything else, or what has several forms."""
    if not set(map(type, numbers)) <= NUMBERS or not are_plain_numbers(numbers):
        return None
    # NaN has one text and many bytes: a sum with it equals nothing.
    total = sum(numbers)
    if total != total:
        return None
    digest = hashlib.sha256()
    for start in range(0, len(numbers), CHUNK):
        digest.update(marshal.dumps(numbers[start : start + CHUNK], MARSHAL_VERSION))
    return f"{len(numbers)} {type(numbers).__name__} {digest.hexdigest()}"


def unprinted_digest(value):
    """The digest of a value whose text is sure to be too long to keep, without printing it, at a fourth of the time; None for any other."""
    if type(value) in (list, tuple) and len(value) * SHORTEST_ITEM > LONGEST_TEXT:
        return number_digest(value)
    if type(value) is str and len(value) > LONGEST_TEXT:
        return f"{len(value)} str {hashlib.sha256(value.encode(errors='surrogatepass')).hexdigest()}"
    return None


def encode(value):
    unprinted = unprinted_digest(value)
    if unprinted is not None:
        return json.dumps({"h": unprinted})
    kept, size, digest = [], 0, None
    for text in texts(value):
        size += len(text)
        kept.append(text)
        if size > LONGEST_TEXT:
            digest = digest or hashlib.sha256()
            digest.update("".join(kept).encode())
            kept = []
    if digest is None:
        return "".join(kept)
    return json.dumps({"h": f"{size} {digest.hexdigest()}"})


DECODERS = {
    "t": tuple,
    "s": set,
    "f": frozenset,
    "d": dict,
    "c": lambda parts: complex(*parts),
    "b": bytes.fromhex,
    "i": lambda digits: int(digits, 16),
}


def untag(tagged):
    ((key, value),) = tagged.items()
    return DECODERS[key](value)


def decode(text):
    return json.loads(text, object_hook=untag)
