"""A CLIP byte-level BPE of exactly 600 entries, for tiny checkpoints. Shared by tiny_checkpoints.py.

In the order of CLIP's own table: 256 bytes, the same 256 at the end of a word (`</w>`), 86 merges, `<|startoftext|>` (598),
`<|endoftext|>` (599). The merges are learnt from the few lines below, ties by the order of the pair, so that common words
are one token, others merge partly, and rare ones stay bytes.
"""

import json
from collections import Counter
from pathlib import Path

START, END = "<|startoftext|>", "<|endoftext|>"
END_OF_WORD = "</w>"
MERGES = 86

LINES = """
a cat on the table and a dog under the table
the cat sat on the mat with a hat
a painting of a red fox in the forest
a photo of a small house near the sea at night
two cats and three dogs in front of the house
portrait of an old man with a beard and a hat highly detailed
a woman in a red dress standing in the rain
the moon over the mountains in the style of an old painting
"""


def byte_letters() -> list[str]:
    """The letter that stands for each byte, in the order of CLIP's table: printable bytes stand for themselves and come
    first, the others follow as U+0100 and up."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = len([byte for byte in range(256) if byte not in printable])
    return [chr(byte) for byte in printable] + [chr(0x100 + place) for place in range(rest)]


def learnt_merges() -> list[tuple[str, str]]:
    words = Counter(tuple(word[:-1]) + (word[-1] + END_OF_WORD,) for word in LINES.split())
    merges = []
    while len(merges) < MERGES:
        pairs = Counter()
        for word, count in words.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += count
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        words = Counter({_merged(word, best): count for word, count in words.items()})
    return merges


def _merged(word: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    out = []
    place = 0
    while place < len(word):
        if word[place : place + 2] == pair:
            out.append(pair[0] + pair[1])
            place += 2
        else:
            out.append(word[place])
            place += 1
    return tuple(out)


def table(merges: list[tuple[str, str]]) -> dict[str, int]:
    letters = byte_letters()
    entries = letters + [letter + END_OF_WORD for letter in letters] + ["".join(merge) for merge in merges]
    return {entry: place for place, entry in enumerate([*entries, START, END])}


def write(folder: Path, merges: list[tuple[str, str]]) -> None:
    """vocab.json and merges.txt, as transformers' CLIP tokenizers have them."""
    lines = ["#version: 0.2", *(" ".join(merge) for merge in merges)]
    (folder / "vocab.json").write_text(json.dumps(table(merges), ensure_ascii=False), encoding="utf-8")
    (folder / "merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def tokenizer(merges: list[tuple[str, str]], context: int):
    """transformers' CLIPTokenizer over these merges."""
    from transformers import CLIPTokenizer

    return CLIPTokenizer(
        vocab=table(merges), merges=merges, bos_token=START, eos_token=END, unk_token=END, pad_token=END,
        model_max_length=context,
    )
