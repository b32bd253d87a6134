"""What PyTorch makes of the losses of `konomi train`, and open_clip of its learning rate. Seed 5; the tests allow 1e-12, and 1e-6 for contrast.

    python Tests/Reference/losses.py

writes Tests/TrainingTests/Fixtures/losses.json: judgements over random logits, the value of each loss and its gradient by the
logits, in double precision. A judgement is the place of the preferred candidate, or the level of each.
"""

import json
import random
from pathlib import Path

import torch
import torch.nn.functional as F

OUT = Path(__file__).parent.parent / "TrainingTests" / "Fixtures" / "losses.json"


def levels_of(judgement, n):
    """(levels, whether those below the first say nothing among themselves)"""
    if isinstance(judgement, int):
        return [0 if i == judgement else 1 for i in range(n)], True
    return judgement, False


def softmax(x, judgement, ties):
    levels, _ = levels_of(judgement, len(x))
    best = [i for i, level in enumerate(levels) if level == min(levels)]
    if len(best) > 1 and ties == "drop":
        return None
    target = torch.zeros(len(x), dtype=torch.float64)
    target[best] = 1 / len(best)
    return F.cross_entropy(x[None], target[None])


def pairs(x, judgement, ties):
    levels, only_first = levels_of(judgement, len(x))
    differences, targets = [], []
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            if only_first and levels[i] == levels[j]:
                continue
            if levels[i] == levels[j] and ties == "drop":
                continue
            differences.append(x[i] - x[j])
            targets.append(0.5 if levels[i] == levels[j] else float(levels[i] < levels[j]))
    if not differences:
        return None
    return F.binary_cross_entropy_with_logits(torch.stack(differences), torch.tensor(targets, dtype=torch.float64))


def plackett_luce(x, judgement, ties):
    if isinstance(judgement, int):
        return F.cross_entropy(x[None], torch.tensor([judgement]))
    if len(set(judgement)) == len(judgement):
        # The textbook's sum over the places, the last of which is certain.
        order = torch.tensor(sorted(range(len(x)), key=lambda i: judgement[i]))
        ordered = x[order]
        rest = torch.flip(torch.logcumsumexp(torch.flip(ordered, [0]), 0), [0])
        return (rest - ordered).sum()
    total = torch.zeros((), dtype=torch.float64)
    terms = 0
    for level in sorted(set(judgement)):
        group = [i for i, other in enumerate(judgement) if other == level]
        later = [i for i, other in enumerate(judgement) if other > level]
        for i in group:
            if ties == "drop":
                if later:
                    total, terms = total + torch.logsumexp(x[[i, *later]], 0) - x[i], terms + 1
            else:
                share = 1.0 if later else (len(group) - 1) / len(group)
                total, terms = total + share * (torch.logsumexp(x[group + later], 0) - x[i]), terms + (share > 0)
    return total if terms else None


LOSSES = {"softmax": softmax, "pairs": pairs, "plackett-luce": plackett_luce}


def judgements(n, random):
    yield random.randrange(n)
    strict = list(range(n))
    random.shuffle(strict)
    yield strict
    yield [0] * n
    if n > 2:
        yield [0, 0] + list(range(1, n - 1))
        yield list(range(n - 1)) + [n - 2]
    if n > 3:
        yield [1, 0, 1] + [2] * (n - 3)


def main():
    draw = random.Random(5)
    cases = []
    for n in (2, 3, 5):
        for judgement in judgements(n, draw):
            logits = [draw.gauss(0, 3) for _ in range(n)]
            for name, loss in LOSSES.items():
                for ties in ("soft", "drop"):
                    x = torch.tensor(logits, dtype=torch.float64, requires_grad=True)
                    value = loss(x, judgement, ties)
                    case = {"loss": name, "ties": ties, "logits": logits, "value": None, "slopes": None}
                    case["preferred" if isinstance(judgement, int) else "levels"] = judgement
                    if value is not None:
                        value.backward()
                        case |= {"value": value.item(), "slopes": x.grad.tolist()}
                    cases.append(case)

    # CLIP's own loss on the pairs of an image and a prompt; some images belong to none.
    generator = torch.Generator().manual_seed(5)
    logits = (4 * torch.randn(5, 3, generator=generator)).double().requires_grad_()
    images, prompts = [4, 1, 2], [0, 2, 1]
    among = logits[images][:, prompts]
    own = torch.arange(3)
    value = (F.cross_entropy(among, own) + F.cross_entropy(among.T, own)) / 2
    value.backward()
    contrast = {
        "logits": logits.tolist(), "images": images, "prompts": prompts, "value": value.item(), "slopes": logits.grad.tolist(),
    }

    from open_clip_train.scheduler import cosine_lr

    class Optimizer:
        param_groups = [{}]

    optimizer = Optimizer()
    adjust = cosine_lr(optimizer, 3.3e-6, 5, 40)
    rates = []
    for step in range(40):
        adjust(step)
        rates.append(optimizer.param_groups[0]["lr"])
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps({"cases": cases, "rates": rates, "contrast": contrast}, separators=(",", ":")) + "\n")


main()
