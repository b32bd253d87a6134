"""Makes torch files in which weights lie beside what training programs keep with them.

    python company_checkpoints.py [FOLDER]          default: ../CheckpointsTests/Corpus/torch

in a virtual environment with requirements.txt. The files are inputs of the fuzzer too; `valid-` in a name says that konomi
reads them, `refused-` that it does not. A number at the end is the pickle's protocol.

    valid-company-2, -4, -5    {'state_dict'} of four tensors beside numpy scalars and arrays, paths, Namespace, sets, dates,
                               an Enum, an object with slots, a partial, recursion, and an optimizer's state
    valid-array-2              a bare dictionary of which `plain` is a tensor and `array` is NumPy's: only that is refused
    refused-module-2           a whole nn.Module of a class of its own
    refused-arrays-2           a dictionary of NumPy's arrays alone

No seed: all numbers are counted. Running it again with the same versions writes the same bytes, but for what Python orders
by hash.
"""

import argparse
import collections
import datetime
import enum
import functools
import pathlib
import sys
from dataclasses import dataclass

import numpy as np
import torch


class Mode(enum.Enum):
    FAST = 1


@dataclass
class Settings:
    rate: float
    folder: pathlib.PurePosixPath


class Slots:
    __slots__ = ("a",)


class Keyed(tuple):
    """Is made with keywords, which takes NEWOBJ_EX."""

    def __new__(cls, *, a):
        return super().__new__(cls, (a,))

    def __getnewargs_ex__(self):
        return (), {"a": self[0]}


class Tree(collections.OrderedDict):
    """A dictionary of a class of its own: what is in it is out of reach, and nobody wants it."""


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(2, 2)


def weights():
    plain = torch.arange(6, dtype=torch.float32).reshape(2, 3)
    half = (torch.arange(4, dtype=torch.float32) / 2).to(torch.bfloat16)
    parameter = torch.nn.Parameter(torch.arange(3, dtype=torch.float32) - 1)
    marked = torch.arange(2, dtype=torch.float32) + 10
    marked.origin = pathlib.PurePosixPath("somewhere")
    state = collections.OrderedDict(plain=plain, half=half, parameter=parameter, marked=marked)
    state._metadata = collections.OrderedDict({"": {"version": 1}})
    return state


def optimizer_state():
    parameter = torch.nn.Parameter(torch.ones(2))
    optimizer = torch.optim.AdamW([parameter])
    parameter.grad = torch.ones(2)
    optimizer.step()
    return optimizer.state_dict()


def company():
    slots = Slots()
    slots.a = np.float64(0.5)
    inner = []
    recursive = (inner, 1)
    inner.append(recursive)
    tree = Tree()
    tree["leaf"] = torch.ones(1)
    counts = collections.defaultdict(list)
    counts["a"].append(np.int64(3))
    return {
        "epoch": np.int64(12),
        "best": np.float32(0.25),
        "curve": np.arange(3, dtype=np.float64),
        "generator": np.random.RandomState(7).get_state()[:1] + (np.arange(4, dtype=np.uint32),),
        "folder": pathlib.PosixPath("runs/1"),
        "args": argparse.Namespace(output=pathlib.PosixPath("runs"), lr=3e-6, train=["a", "b"], seed=np.int32(1)),
        "settings": Settings(0.5, pathlib.PurePosixPath("x")),
        "mode": Mode.FAST,
        "slots": slots,
        "keyed": Keyed(a=1),
        "tree": tree,
        "counts": counts,
        "counter": collections.Counter("abba"),
        "when": datetime.datetime(2024, 2, 29, tzinfo=datetime.timezone.utc),
        "make": functools.partial(int, base=2),
        "sets": [{1, 2}, frozenset([3])],
        "recursive": recursive,
        "wide": 1 << 3000,
        "bytes": [b"\x00\xff", bytearray(b"ab"), 1 + 2j],
        "types": [torch.bfloat16, torch.float32, torch.strided, torch.device("cpu"), torch.Size([2, 3])],
        "complex": torch.ones(1, dtype=torch.complex64),
        "optimizer": optimizer_state(),
    }


def main(folder: pathlib.Path) -> None:
    for protocol in (2, 4, 5):
        torch.save(
            company() | {"state_dict": weights()}, folder / f"valid-company-{protocol}", pickle_protocol=protocol)
    torch.save({"plain": torch.ones(2), "array": np.ones(2, np.float32)}, folder / "valid-array-2")
    torch.manual_seed(0)
    torch.save(Model(), folder / "refused-module-2")
    torch.save({"state_dict": {"array": np.ones(2, np.float32)}}, folder / "refused-arrays-2")


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here.parent / "CheckpointsTests/Corpus/torch")
