"""Files of before 2007, made for the tests."""

import struct

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
# Shorter streams are stored elsewhere in such a file; ours are padded to it.
SHORT = 4096
FIB_97 = bytes.fromhex("ECA5C100") + b"\0" * 12
FIB_ENCRYPTED = bytes.fromhex("ECA5C100") + b"\0" * 6 + b"\0\x01" + b"\0" * 4


def ole2_file(streams, folders=()):
    """An OLE2 file (MS-CFB) with these streams ({name: bytes}) and empty folders."""
    contents = [data.ljust(SHORT, b"\0") for data in streams.values()]
    lengths = [-(-len(data) // SECTOR) for data in contents]
    entries = 1 + len(streams) + len(folders)
    directory = -(-entries // 4)  # sectors
    starts = [1 + directory + sum(lengths[:at]) for at in range(len(lengths))]
    chains = [FAT, *_chain(1, directory)]
    for start, length in zip(starts, lengths, strict=True):
        chains += _chain(start, length)
    chains += [FREE] * (SECTOR // 4 - len(chains))
    rows = [_entry("Root Entry", 5, END, 0, child=1)]
    for at, name in enumerate([*streams, *folders], 1):
        start = starts[at - 1] if at <= len(streams) else 0
        size = len(contents[at - 1]) if at <= len(streams) else 0
        kind = 2 if at <= len(streams) else 1
        rows.append(_entry(name, kind, start, size, right=at + 1 if at + 1 < entries else None))
    table = b"".join(rows).ljust(directory * SECTOR, b"\0")
    body = b"".join(data.ljust(-(-len(data) // SECTOR) * SECTOR, b"\0") for data in contents)
    return _header() + struct.pack("<128I", *chains) + table + body


def _chain(start, length):
    return [*range(start + 1, start + length), END]


def _header():
    fixed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    fixed += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, SHORT, END, 0, END, 0
    )
    return fixed + struct.pack("<109I", 0, *[FREE] * 108)


def _entry(name, kind, start, size, child=None, right=None):
    written = (name + "\0").encode("utf-16-le")
    none = FREE
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBB", len(written), kind, 1)
        + struct.pack(
            "<III", none, none if right is None else right, none if child is None else child
        )
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
