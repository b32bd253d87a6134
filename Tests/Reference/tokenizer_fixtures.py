"""Makes the tokenizer's tables and fixtures from the Python implementations it has to equal.

    python tokenizer_fixtures.py tables      writes Data/clip/bpe-merges.txt and entities.txt
    python tokenizer_fixtures.py fixtures    writes Tests/CLIPTests/Fixtures/tokenizer
    python tokenizer_fixtures.py prompts N   prints N more random prompts as a fixture, to look for differences

open_clip.jsonl holds prompts for OpenAI's vocabulary, with what the cleaning makes of them; json/ and files/ are
Hugging Face tokenizers of 1,212 entries, as tokenizer.json and as vocab.json with merges.txt, and prompts for them.

Left out are characters that are newer than Unicode 14, which Python 3.11 goes by: unicodedata, `regex`, tokenizers and
Swift each know another version, and class, compose or lower such characters in their own ways. Characters that no version
assigns are in.
"""

import argparse
import gzip
import html.entities
import importlib.util
import json
import random
import sys
import unicodedata
from pathlib import Path

import ftfy.bad_codecs  # noqa: F401
import torchvision_stub  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "Data" / "clip"
FIXTURES = ROOT / "Tests" / "CLIPTests" / "Fixtures" / "tokenizer"
SEED = 49408
CONTEXT = 77
MERGES = 48894


def clip_merges() -> list[str]:
    package = Path(importlib.util.find_spec("open_clip").origin).parent
    lines = gzip.open(package / "bpe_simple_vocab_16e6.txt.gz").read().decode("utf-8").split("\n")
    return lines[1 : MERGES + 1]


def write_tables() -> None:
    TABLES.mkdir(parents=True, exist_ok=True)
    (TABLES / "bpe-merges.txt").write_text("#version: 0.2\n" + "\n".join(clip_merges()) + "\n", encoding="utf-8")
    lines = (" ".join([name, *(f"{ord(c):X}" for c in value)]) for name, value in sorted(html.entities.html5.items()))
    (TABLES / "entities.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


# Prompts by hand: what people write, and what has been wrong somewhere at some time.
PROMPTS = [
    "",
    " ",
    " \t\n\r\u000b\u000c ",
    "a",
    "A cat with two horns on its head.",
    "  A   photo\tof\na CAT \r\n sitting\u00a0on\u3000a mat\u2028there\u2029now\u0085end ",
    "portrait of a woman, highly detailed, 8k, trending on artstation, by greg rutkowski, f/1.8, --ar 16:9 --v 5.2",
    "don't can't I'm you're they've he'll she'd it's 'twas rock'n'roll o'clock y'all'd've",
    "DON'T CAN'T I'M YOU'RE THEY'VE HE'LL SHE'D IT'S",
    "it'\u017f IT'\u017f 'S 's 'T 'RE 'Re 'VE 'M 'LL 'lL 'D !'s 's! ''s 'sx 'x 'l 'll 'lll 're're",
    "d\u2019une fa\u00e7on l\u2019\u0153uvre \u201cquoted\u201d \u2018single\u2019 \u00abguillemets\u00bb \u201elow\u201c",
    "x-ray mother-in-law 3\u20134 em\u2014dash minus\u2212sign soft\u00adhyphen non\u2011breaking",
    "snake_case __init__ _ __ a_b_c kebab-case CamelCase",
    "https://example.com/a?b=c&d=e#f user@example.com C:\\Windows\\System32 /usr/bin/env",
    "https://example.com/?a=1&copy=2&lt=3&para=4&notit=5&amp=6",
    "50% off! $100 \u20ac50 \u00a330 \u00a5500 \u20bd5 #1 @home ~tilde ^caret `tick` |pipe| \\back\\ {brace} [square] <angle>",
    "1234567890 3.14159 1,000,000 1e-5 0x1F 2nd 3rd 90's '90s",
    "\u0660\u0661\u0662 \u0967\u0968\u0969 \u0e51\u0e52 \u4e00\u4e8c\u4e09 \u2160\u2161\u2162\u2170 \u00bd\u2153\u00b2\u2075 \u2460\u2461 \U0001d7d8\U0001d7d9 \u3007",
    "<start_of_text> a cat <end_of_text>",
    "<START_OF_TEXT>a<End_Of_Text>",
    "<\u017ftart_of_text> <end_of_text <start_of_text>> !<start_of_text> x<end_of_text>y <end_of_text><end_of_text>",
    "<|startoftext|> a cat <|endoftext|>",
    "<|STARTOFTEXT|>a<|EndOfText|>!! x<|endoftext|>y !<|startoftext|>! <|endoftext|><|endoftext|> <|endoftext |>",
    "&amp; &lt;b&gt; &quot;q&quot; &#39;s &apos; &nbsp;x &copy; &euro; &hellip; &rsquo;",
    "&amp;amp; &amp;amp;lt; &amp;#39; &amp;amp;amp;quot; &#38;amp;",
    "&amp;lt;b> < &amp;amp; &eacute; &EACUTE;",
    "&EACUTE; &NTILDE; &SZLIG; &ATILDE;&SUP3; &nTILDE; &AMP; &LT &GT; &HEARTS; &ALPHA; &alpha; &Alpha;",
    "&notin; &notit; &not &ampx &copyright &reg&trade &fjlig; &NotEqualTilde; &acE; &bne; &nvlt;",
    "&#65; &#x41; &#X41; &#0; &#128; &#x80; &#150; &#129; &#13; &#10; &#x1F600; &#xD83D;&#xDE00; &#1114112; &#99999999999;",
    "&#; &#x; &#xg; &#65 &#65x &#x41g; &; & &a; &#59; &#1a; &#x1;x &#xFFFE; &#xFDD0; &#11; &#127;",
    "&CounterClockwiseContourIntegral; &CounterClockwiseContourIntegralx; &aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;",
    "a < b &amp; c\n d &amp; e\n",
    "a &amp; b\nc < d &amp; e\nf &amp; g",
    "\u001b[31mred\u001b[0m \u001b[1;32;4mgreen\u001b[m \u001b[\u0661m \u001b[ \u001b \u001b]0;title\u0007",
    "nul\u0000 bell\u0007 back\u0008space vt\u000bff\u000c esc\u001b del\u007f fs\u001cgs\u001drs\u001eus\u001f",
    "\ufeffbom \u200bzwsp \u200czwnj \u200dzwj \u2060wj \u200elrm \u200frlm \u202aembed\u202c \u2066iso\u2069 \u206adeprecated",
    "\ufff9annotation\ufffa\ufffb \ufffcobject \ufffdreplacement \ufffe \uffff noncharacter",
    # UTF-8 read as something else.
    "caf\u00c3\u00a9 na\u00c3\u00afve r\u00c3\u00a9sum\u00c3\u00a9",
    "it\u00e2\u20ac\u2122s \u00e2\u20ac\u0153quoted\u00e2\u20ac\u009d and\u00e2\u20ac\u00a6 a dash \u00e2\u20ac\u201d here",
    "it\u00e2\u0080\u0099s \u00e2\u0080\u009cquoted\u00e2\u0080\u009d and\u00e2\u0080\u00a6",
    "\u00f0\u0178\u02dc\u20ac smile \u00f0\u0178\u2019\u00a9",
    "\u00f0\u009f\u0098\u0080 smile",
    "\u00e6\u00b0\u00b4\u00e5\u00a2\u00a8\u00e7\u201d\u00bb ink painting",
    "\u00e3\u0081\u201c\u00e3\u201a\u201c\u00e3\u0081\u00ab\u00e3\u0081\u00a1\u00e3\u0081\u00af",
    "\u00c3\u0192\u00c2\u00a9t\u00c3\u0192\u00c2\u00a9 twice",
    "\u00c3 la mode, voil\u00c3 le travail, \u00c3 quele, \u00c3 s vezes",
    "\u0432\u0402\u045a\u0421\u2030\u0432\u0402\u045c \u0440\u045f\u0452\u00b1 \u0420\u045f\u0421\u0402\u0420\u0451\u0420\u0406\u0420\u00b5\u0421\u201a",
    "\u0393\u00e1\u0393\u00c7\u00f6 \u00e2\u201e\u00a2 \u00c2\u00a9 2020 \u00c2\u00ae",
    "\u201a\u00c4\u00fa\u201a\u00c4\u00f9 \u221a\u00a9 mac",
    "\u03b2\u20ac\u2122 \u03b2\u20ac\u00a6 greek \u0101\u20ac\u2122 baltic",
    "the \u00e2\u20ac\ufffd lost \u00e2\u20ac? \u00c3? bytes",
    "mixed caf\u00c3\u00a9 and \u732b and \u00e2\u20ac\u2122",
    "\u00c2 \u00c2 x. \u00c2 a\u00c2 b \u00c3",
    "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080 cesu \u00c0\u0080 nul",
    "smart \u0093quotes\u0094 and \u0096 dashes \u0097 \u0085 \u0080 \u0081 \u0091x\u0092",
    "Ångström Øresund \u0141ód\u017a Dvo\u0159\u00e1k \u0130stanbul \u0131\u015f\u0131k Stra\u00dfe \u1e9e \u00c6on \u0152uvre \u00deor \u00d0 \u014bg",
    "\ufb01sh \ufb02at \ufb00 \ufb03 \ufb04 \ufb05 \ufb06 \u0132 \u0133 \u0149 \u01f1 \u01c4 \u01c9 \u01ca",
    "\uff21\uff22\uff23 \uff41\uff42\uff43 \uff10\uff11 \uff01\uff5e \u3000 \uff76\uff9e\uff77\uff9f \uffa1\uffc2 \uffe0\uffe3\uffe5\uffe6\uffe8\uffed",
    "".join(c for c in map(chr, range(0xFF01, 0xFFEF)) if unicodedata.category(c) != "Cn"),
    "e\u0301 a\u030a o\u0308 n\u0303 u\u0308\u0304 \u0915\u093c \u1100\u1161\u11a8 \uac00\u11a8 q\u0307\u0323 q\u0323\u0307 \u212b \u2126 \u212a \u0344 \u0958 \u2adc \ufb1d",
    "\u039f\u0394\u039f\u03a3 \u03a3 \u03a3\u03a3 \u0391\u03a3. \u0391\u03a3\u0301 \u0391\u03a3\u0391 \u0391\u00ad\u03a3\u00ad x\u03a3' '\u03a3 \u0391\u03a3\u2019\u0391 1\u03a3",
    "\u0345 a\u0345b \u1fb3 \u0391\u0345 \u1f88",
    "\u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645 \ufdfd \ufdfa \u0640\u0640 \u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd",
    "\u0928\u092e\u0938\u094d\u0924\u0947 \u0915\u094d\u0937 \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u0e01\u0e33 \u0e81\u0eb3 \u1019\u103c\u1014\u103a\u1019\u102c \u1781\u17d2\u1798\u17c2\u179a",
    "\ud55c\uad6d\uc5b4 \u1112\u1161\u11ab\u1100\u116e\u11a8 \u3131\u314f \u65e5\u672c\u8a9e\u306e\u30c6\u30ad\u30b9\u30c8 \u4e2d\u6587\u63cf\u8ff0 \u3042\u3099 \u304b\u3099 \uf900 \U0002f800 \u9fa5",
    "\U0001f600\U0001f603 \U0001f469\u200d\U0001f680 \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f44d\U0001f3fd \U0001f1e9\U0001f1ea \u2764\ufe0f \u0031\ufe0f\u20e3 \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "\U0001d4d0\U0001d4ee \U0001d538 \u24b6\u24d0 \u2122 \u2116 \u33a5 \u00aa\u00ba \u02b0 \u2c7c",
    "\ue000\uf8ff\U000f0000 private \u0378\U000e0080 unassigned \U0010ffff",
    "zalgo z\u0335\u0322\u0358\u0337a\u0334\u0328l\u0338\u0321g\u0336\u0327o\u0335\u0328\u031b",
    "a" * 300,
    "ab" * 200,
    "\u732b" * 120,
    "\U0001f600" * 60,
    "!" * 200,
    "1" * 90,
    "word " * 200,
    "supercalifragilisticexpialidocious " * 20,
    " ".join(f"word{i}" for i in range(200)),
    "a photograph of an astronaut riding a horse " * 9,
    "x " * 74,
    "x " * 75,
    "x " * 76,
    "&amp;" * 40,
    "\u00c3\u00a9" * 60,
]

# What random prompts are made of.
PIECES = [
    *"a I s S t d ' \u2019 \" . , ! ? : ; - _ / \\ ( ) [ ] { } < > | & # % @ * + = ~ ^ ` $ 0 7 42 2024 1st".split(),
    *[" ", "  ", "\n", "\r\n", "\r", "\t", "\u00a0", "\u3000", "\u2003", "\u2028", "\u0085", "\u200b", "\u200d", "\ufeff", "\u00ad"],
    *"cat Dog PAINTING photo of the the in style by and 8k hdr artstation it's don't they've I'll n't 'em".split(),
    *"\u00e9 \u00c9 \u00fc \u00df \u00f1 \u00c5 \u00f8 \u0153 \u0152 \u0142 \u0141 \u0160 \u017e \u0131 \u0130 \u017f \u1e9e \u0111 \u0101 \u0107 \u00c6 \u00fe \u01c5 \u0149 \ufb01 \ufb05".split(),
    *"\u03a3 \u03c2 \u0391 \u03a9 \u03b1\u03b2 \u0422\u0435\u0441\u0442 \u0436 \u0419 \u0432 \u0420 \u0413 \u05d0\u05d1 \u0627\u0644 \ufdfd \u0928\u092e \u0e01\u0e33 \u0ba4\u0bae \u10d0 \u0531 \u1c90 \u13a0 \uab70".split(),
    *"\u732b \u65e5\u672c \u3042 \u30ab\u3099 \uff76\uff9e \ud55c \u1112\u1161\u11ab \uffa1 \uff21 \uff10 \uff01 \uf900 \U00020000".split(),
    *["\u0301", "\u0308", "\u0323", "\u0327", "\u0345", "\u20e3", "\u093c", "\u3099", "\ufe0f", "\U0001f3fd"],
    *"\U0001f600 \U0001f469\u200d\U0001f680 \u2764\ufe0f \U0001f1eb\U0001f1f7 \u00bd \u00b2 \u2167 \u0663 \u2460 \u20ac \u00a3 \u2122 \u00ae \u00b0 \u00d7 \u00b5 \u2030 \u2020 \u00b6 \u00a7".split(),
    *"\u201c \u201d \u2018 \u201a \u201e \u2039 \u00bb \u00ab \u2026 \u2013 \u2014 \u2022 \u00b7 \u00a1 \u00bf \u2502 \u2593 \u221e \u222b \u2260 \u02dc \u02c6".split(),
    *"&amp; &lt; &gt; &quot; &#39; &#x2019; &nbsp; &eacute; &EACUTE; &amp;amp; &copy &notin; &ampx &#128512; &#x80; &#0; & &# &amp;#".split(),
    *["\u0000", "\u0007", "\u001a", "\u001b[0m", "\u001b[1;31m", "\u007f", "\u0080", "\u0081", "\u0092", "\u009d", "\ufffd", "\ufff9", "\ue000", "\u0378"],
    *["<start_of_text>", "<end_of_text>", "<|startoftext|>", "<|endoftext|>", "<|ENDOFTEXT|>", "</w>", "http://a.b/c?d=e&f=g"],
]

BROKEN = "\u00e9 \u00e8 \u00e0 \u00fc \u00df \u00f1 \u2019 \u201c \u201d \u2026 \u2013 \u2014 \u00a0 \u00a9 \u00ae \u20ac \u2122 \u00bd \u0160 \u0431 \u0416 \u03b1 \u03a9 \u05d0 \u0627 \u0928 \u0e01 \u732b \u65e5 \u3042 \ud55c \U0001f600 \U0001f44d\U0001f3fd \ufb01".split(" ")
ENCODINGS = ["latin-1", *["sloppy-windows-1252"] * 3, "sloppy-windows-1251", "sloppy-windows-1250", "sloppy-windows-1253",
             "sloppy-windows-1254", "sloppy-windows-1257", "iso-8859-2", "macroman", "cp437"]


def broken(source: random.Random) -> str:
    """Some text, its UTF-8 read in a wrong encoding, perhaps twice, perhaps with a loss."""
    text = "".join(source.choice(BROKEN + ["a", " ", "x", "The "]) for _ in range(source.randint(1, 5)))
    encoding = source.choice(ENCODINGS)
    for _ in range(source.choice([1, 1, 1, 2])):
        text = text.encode("utf-8").decode(encoding, "replace")
    if source.random() < 0.2:
        text = text.replace("\u00a0", " ")
    if source.random() < 0.1 and text:
        place = source.randrange(len(text))
        text = text[:place] + source.choice("\ufffd?\u001a ") + text[place + 1 :]
    return text


def random_prompts(source: random.Random, count: int) -> list[str]:
    prompts = []
    while len(prompts) < count:
        parts = [broken(source) if source.random() < 0.12 else source.choice(PIECES) for _ in range(source.randint(1, 14))]
        prompt = source.choice(["", "", " "]).join(parts)
        if source.random() < 0.15:
            prompt = " ".join(broken(source) for _ in range(source.randint(1, 4)))
        if all(0xD800 > ord(c) or ord(c) > 0xDFFF for c in prompt):
            prompts.append(prompt)
    return prompts


def is_known(prompt: str) -> bool:
    """Whether no character is newer than Unicode 14: Python takes those for unassigned."""
    never = "\u0378\ufffe\uffff\U000e0080\U0010ffff"
    return all(c in never or unicodedata.category(c) != "Cn" for c in prompt)


def lines(prompts: list[str], tokens) -> str:
    made = ({"prompt": prompt, **tokens(prompt)} for prompt in prompts if is_known(prompt))
    # Cleaning may bring a newer character out of broken text.
    return "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in made if is_known(line.get("cleaned", "")))


def open_clip_tokens():
    from open_clip.tokenizer import SimpleTokenizer

    tokenizer = SimpleTokenizer()

    def tokens(prompt: str) -> dict:
        length = min(CONTEXT, len(tokenizer.encode(prompt)) + 2)
        return {"cleaned": tokenizer.clean_fn(prompt), "ids": tokenizer(prompt, CONTEXT)[0].tolist()[:length]}

    return tokens


def hugging_face_vocabulary(source: random.Random) -> tuple[dict[str, int], list[str]]:
    """700 of CLIP's merges with their symbols in a random order, ids with gaps, and no symbol for the byte ÿ."""
    from tiny_vocabulary import byte_letters

    merges = clip_merges()[:700]
    bytes_ = [c for c in byte_letters() if c != "ÿ"]
    symbols = bytes_ + [c + "</w>" for c in bytes_] + ["".join(m.split()) for m in merges]
    symbols += ["<|startoftext|>", "<|endoftext|>"]
    source.shuffle(symbols)
    return {symbol: index for index, symbol in enumerate(symbols)}, merges


def write_hugging_face(source: random.Random) -> None:
    from transformers import CLIPTokenizer

    vocabulary, merges = hugging_face_vocabulary(source)
    compact = dict(ensure_ascii=False, separators=(",", ":"))

    folder = FIXTURES / "files"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, **compact), encoding="utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n", encoding="utf-8")

    added = [("<|startoftext|>", True), ("<|endoftext|>", False), ("<sks>", True), ("<sks>x", True)]
    base = len(vocabulary)
    document = {
        "version": "1.0",
        "added_tokens": [
            {"id": vocabulary.get(content, base + index - 2), "content": content, "single_word": False, "lstrip": False,
             "rstrip": False, "normalized": normalized, "special": content in vocabulary}
            for index, (content, normalized) in enumerate(added)
        ],
        "post_processor": {"type": "RobertaProcessing", "sep": ["<|endoftext|>", vocabulary["<|endoftext|>"]],
                           "cls": ["<|startoftext|>", vocabulary["<|startoftext|>"]], "trim_offsets": False,
                           "add_prefix_space": False},
        "model": {"type": "BPE", "unk_token": "<|endoftext|>", "continuing_subword_prefix": "",
                  "end_of_word_suffix": "</w>", "fuse_unk": False, "vocab": vocabulary, "merges": merges},
    }
    folder = FIXTURES / "json"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(json.dumps(document, **compact), encoding="utf-8")

    extra = ["a <sks> dog, <SKS>X <sks>x", "x<sks>y<|ENDOFTEXT|>", "\u00ff \uffff", "<|startoftext|>!! <|STARTOFTEXT|>!!"]
    for name in ["files", "json"]:
        tokenizer = CLIPTokenizer.from_pretrained(FIXTURES / name)
        prompts = PROMPTS + extra + random_prompts(source, 60)

        def tokens(prompt: str, tokenizer=tokenizer) -> dict:
            return {"ids": tokenizer(prompt, truncation=True, max_length=CONTEXT)["input_ids"]}

        (FIXTURES / name / "prompts.jsonl").write_text(lines(prompts, tokens), encoding="ascii")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["tables", "fixtures", "prompts"])
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    source = random.Random(arguments.seed)
    if arguments.what == "tables":
        write_tables()
    elif arguments.what == "prompts":
        sys.stdout.write(lines(random_prompts(source, arguments.count), open_clip_tokens()))
    else:
        FIXTURES.mkdir(parents=True, exist_ok=True)
        prompts = PROMPTS + random_prompts(source, 650)
        (FIXTURES / "open_clip.jsonl").write_text(lines(prompts, open_clip_tokens()), encoding="ascii")
        write_hugging_face(source)


if __name__ == "__main__":
    main()
