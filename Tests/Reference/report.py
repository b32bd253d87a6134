"""The figures of `konomi report --json` on a test file of HPD v2, worked out anew with NumPy, SciPy, statsmodels,
krippendorff and choix. Seed of the intervals: 1. Tolerance: 1e-9 for figures, 0.015 for the ends of intervals, which
come from other draws.

    konomi import test.json --db hpd.db
    konomi report --db hpd.db --json > report.json
    python report.py compare test.json report.json --db hpd.db

`--db` is needed where the database has scores. The file names neither generators nor tags; `manifest` writes one that
makes some up, to be imported into a database of its own and compared in the same way:

    python report.py manifest test.json made-up.jsonl
"""

import argparse
import itertools
import json
import math
import sqlite3
import sys
from pathlib import Path

import choix
import krippendorff
import numpy as np
import scipy.stats
from statsmodels.stats import inter_rater

TOLERANCE = 1e-9
INTERVAL_TOLERANCE = 0.015
DRAWS = 4000


def generator(name: str) -> str:
    return f"generator-{int(Path(name).stem) % 5}"


def tags(number: int) -> list:
    return ["even", "all"] if number % 2 == 0 else ["all"]


def sign(number: float) -> int:
    return (number > 0) - (number < 0)


class Data:
    """Comparisons as lists of file names, and everybody's rank of each file."""

    def __init__(self, path: Path):
        rows = json.loads(path.read_text())
        self.names = [row["image_path"] for row in rows]
        self.people = sorted({a["user_hash"] for row in rows for a in row["raw_annotations"]})
        self.ranks = [{a["user_hash"]: a["rank"] for a in row["raw_annotations"]} for row in rows]

    def pairs(self, comparison: int):
        return itertools.combinations(range(len(self.names[comparison])), 2)

    def verdict(self, comparison: int, person: str, first: int, second: int) -> int:
        """1 the first is preferred, −1 the second, 0 neither."""
        ranks = self.ranks[comparison][person]
        return sign(ranks[second] - ranks[first])


def credits(human: int, model: int) -> dict:
    """(earned, counted) of one pair under the pooled conventions."""
    same = human == model
    return {
        "pickscore": (1 if same else 0.5 if 0 in (human, model) else 0, 1),
        "imagereward": (int(same and human != 0), int(human != 0)),
        "acc_eq": (int(same), 1),
    }


def human_human(data: Data) -> dict:
    """Of every two people, by comparison: sums under each convention, and the inversion score."""
    found = {}
    for a, b in itertools.combinations(data.people, 2):
        for c, ranks in enumerate(data.ranks):
            if a not in ranks or b not in ranks:
                continue
            sums = {name: [0, 0] for name in ("pickscore", "imagereward", "acc_eq")}
            discordant = count = 0
            for i, j in data.pairs(c):
                one, other = data.verdict(c, a, i, j), data.verdict(c, b, i, j)
                count += 1
                discordant += one * other < 0
                for human, model in ((one, other), (other, one)):
                    for name, (earned, counted) in credits(human, model).items():
                        sums[name][0] += earned
                        sums[name][1] += counted
            found[a, b, c] = (sums, 1 - discordant / count)
    return found


def pooled(found: dict, name: str, weight=None) -> float:
    earned = sum((1 if weight is None else weight[c]) * s[name][0] for (_, _, c), (s, _) in found.items())
    return earned / sum((1 if weight is None else weight[c]) * s[name][1] for (_, _, c), (s, _) in found.items())


class Comparison:
    def __init__(self, report: dict):
        self.rows = {
            (m["section"], m["subject"], m["scorer"], m["measure"]): m for m in report["measures"]
        }
        self.checked = 0
        self.failures = []

    def check(self, value, section, measure, subject="", scorer=None, n=None):
        row = self.rows.get((section, subject, scorer, measure))
        where = " ".join(filter(None, [section, subject, scorer, measure]))
        self.checked += 1
        if row is None:
            self.failures.append(f"{where}: missing")
            return
        if row["value"] is None or abs(row["value"] - value) > TOLERANCE * max(1, abs(value)):
            self.failures.append(f"{where}: {row['value']}, here {value}")
        if n is not None and row["n"] != n:
            self.failures.append(f"{where}: n {row['n']}, here {n}")

    def check_interval(self, draws, section, measure, subject="", scorer=None):
        row = self.rows.get((section, subject, scorer, measure))
        self.checked += 1
        if row is None or row["low"] is None:
            self.failures.append(f"{section} {measure}: no interval")
            return
        for name, share in (("low", 2.5), ("high", 97.5)):
            here = np.percentile(draws, share)
            if abs(row[name] - here) > INTERVAL_TOLERANCE:
                self.failures.append(f"{section} {measure} {name}: {row[name]}, here {here}")


def compare_humans(data: Data, compare: Comparison):
    found = human_human(data)
    for name in ("pickscore", "imagereward", "acc_eq"):
        counted = sum(s[name][1] for s, _ in found.values())
        compare.check(
            pooled(found, name), "human_human", f"agreement({name})",
            n=counted if name == "imagereward" else counted // 2)
    scores = [score for _, score in found.values()]
    compare.check(np.mean(scores), "human_human", "agreement(hpsv2)", n=len(scores))

    means = []
    for a, b in itertools.combinations(data.people, 2):
        mine = [found[a, b, c][1] for c in range(len(data.names)) if (a, b, c) in found]
        means.append(np.mean(mine))
        compare.check(np.mean(mine), "annotator_pair", "agreement(hpsv2)", f"{a} · {b}", n=len(mine))
        common = [s["acc_eq"] for (x, y, _), (s, _) in found.items() if (x, y) == (a, b)]
        compare.check(
            sum(s[0] for s in common) / sum(s[1] for s in common), "annotator_pair", "agreement(acc_eq)",
            f"{a} · {b}", n=sum(s[1] for s in common) // 2)
        decided = [s["imagereward"] for (x, y, _), (s, _) in found.items() if (x, y) == (a, b)]
        compare.check(
            sum(s[0] for s in decided) / sum(s[1] for s in decided), "annotator_pair", "agreement(imagereward)",
            f"{a} · {b}", n=sum(s[1] for s in decided))
    compare.check(np.mean(means), "human_human", "agreement(hpsv2), mean of annotator pairs", n=len(means))
    print(f"mean over all pairs of annotators of the hpsv2 inversion score: {np.mean(means):.6f}")

    by_prompt = [[f[1] for (_, _, c), f in found.items() if c == prompt] for prompt in range(len(data.names))]
    random = np.random.default_rng(1)
    draws = [
        np.mean(np.concatenate([by_prompt[c] for c in random.integers(len(by_prompt), size=len(by_prompt))]))
        for _ in range(DRAWS)
    ]
    compare.check_interval(draws, "human_human", "agreement(hpsv2)")


def compare_coefficients(data: Data, compare: Comparison):
    """Coefficients of categories, each pair both ways, so that it does not matter which of the two is the first."""
    units = []
    for c in range(len(data.names)):
        for i, j in data.pairs(c):
            for first, second in ((i, j), (j, i)):
                units.append(
                    [data.verdict(c, p, first, second) if p in data.ranks[c] else None for p in data.people])
    ratings = np.array([[np.nan if v is None else v for v in unit] for unit in units]).T
    for level in ("nominal", "interval"):
        alpha = krippendorff.alpha(reliability_data=ratings, level_of_measurement=level)
        compare.check(alpha, "human_human", f"krippendorff_alpha({level})", n=len(units) // 2)
    counts = np.array([[unit.count(v) for v in (1, -1, 0)] for unit in units])
    raters = counts.sum(axis=1)
    # Fleiss' kappa is for units with the same number of raters: the number that most have.
    even = max(set(raters[raters > 1]), key=lambda number: ((raters == number).sum(), number))
    same = counts[raters == even]
    compare.check(
        inter_rater.fleiss_kappa(same[:, same.sum(axis=0) > 0]), "human_human", "fleiss_kappa", n=len(same) // 2)
    observed = np.mean([(k * (k - 1)).sum() / (r * (r - 1)) for k, r in zip(counts, raters) if r > 1])
    shares = (counts[raters > 0] / raters[raters > 0][:, None]).mean(axis=0)
    chance = (shares * (1 - shares)).sum() / 2
    compare.check((observed - chance) / (1 - chance), "human_human", "gwet_ac1", n=(raters > 1).sum() // 2)

    values, weights = [], []
    for a, b in itertools.combinations(range(len(data.people)), 2):
        both = [(u[a], u[b]) for u in units if u[a] is not None and u[b] is not None]
        table = np.array([[both.count((x, y)) for y in (1, -1, 0)] for x in (1, -1, 0)])
        kappa = inter_rater.cohens_kappa(table).kappa
        values.append(kappa)
        weights.append(len(both) // 2)
        compare.check(
            kappa, "annotator_pair", "cohen_kappa", f"{data.people[a]} · {data.people[b]}", n=len(both) // 2)
    compare.check(
        np.average(values, weights=weights), "human_human", "cohen_kappa, mean of annotator pairs by overlap",
        n=len(values))


def best_epsilon(differences: list) -> float:
    """Of all ε that could change it, the smallest under which acc_eq is highest; differences come with verdicts."""
    candidates = sorted({0.0} | {abs(d) for d, _ in differences})
    return max(candidates, key=lambda e: (sum((0 if abs(d) <= e else sign(d)) == v for d, v in differences), -e))


def compare_scorer(data: Data, scorer: dict, scores: dict, compare: Comparison):
    label, scale = scorer["label"], scorer["logit_scale"]
    every = []  # (person, comparison, i, j, verdict, difference)
    for c, names in enumerate(data.names):
        for person in data.ranks[c]:
            for i, j in data.pairs(c):
                if names[i] in scores[c] and names[j] in scores[c]:
                    every.append((person, c, i, j, data.verdict(c, person, i, j), scores[c][names[i]] - scores[c][names[j]]))
    total = sum(len(list(data.pairs(c))) * len(data.ranks[c]) for c in range(len(data.names)))
    compare.check(len(every) / total, "human_scorer", "coverage", scorer=label, n=total)

    ties = any(v == 0 for *_, v, _ in every)
    epsilon = best_epsilon([(d, v) for *_, v, d in every]) if ties else 0
    # |p₁ − p₀| ≤ 0.1 with p from the softmax over two.
    near = lambda d: abs(math.tanh(scale * d / 2)) <= 0.1
    models = {
        "imagereward": lambda d: sign(d),
        "acc_eq": lambda d: 0 if abs(d) <= epsilon else sign(d),
    }
    if scale:
        models["pickscore"] = lambda d: 0 if near(d) else sign(d)
    for name, model in models.items():
        earned = [credits(v, model(d))[name] for *_, v, d in every]
        measure = "agreement(pickscore, t=0.1)" if name == "pickscore" else f"agreement({name})"
        compare.check(
            sum(e for e, _ in earned) / sum(c for _, c in earned), "human_scorer", measure, scorer=label,
            n=sum(c for _, c in earned))
    rankings = {}
    for person, c, _, _, v, d in every:
        rankings.setdefault((person, c), []).append(v * sign(d) < 0)
    inversion = [1 - sum(r) / len(r) for r in rankings.values()]
    compare.check(np.mean(inversion), "human_scorer", "agreement(hpsv2)", scorer=label, n=len(inversion))

    decided = [row for row in every if row[4] != 0]
    right = lambda rows: np.mean([v == sign(d) for *_, v, d in rows])
    for person in data.people:
        rows = [row for row in decided if row[0] == person]
        compare.check(right(rows), "scorer_by_annotator", "agreement(imagereward)", person, label, n=len(rows))
    if scale:
        confidence = np.array([1 / (1 + math.exp(-scale * abs(d))) for *_, d in decided])
        # Of two equal scores either is the predicted one by half.
        correct = np.array([v == sign(d) if d else 0.5 for *_, v, d in decided], dtype=float)
        bins = np.ceil(confidence * 10).astype(int)
        error = sum(abs(correct[bins == b].sum() - confidence[bins == b].sum()) for b in set(bins)) / len(decided)
        compare.check(error, "calibration", "ece", scorer=label, n=len(decided))
        compare.check(
            np.mean(np.where(correct == 0.5, 0.25, (confidence - correct) ** 2)), "calibration", "brier", scorer=label)
        likelihood = -np.mean(np.log(np.where(correct >= 0.5, confidence, 1 - confidence)))
        compare.check(likelihood, "calibration", "nll", scorer=label)
    compare_draws(data, decided, label, compare)
    return decided, right


def compare_draws(data: Data, decided: list, label: str, compare: Comparison):
    """People and prompts drawn at once, each judgement as often as its person times as often as its prompt."""
    people = {person: k for k, person in enumerate(data.people)}
    right, count = np.zeros((len(people), len(data.names))), np.zeros((len(people), len(data.names)))
    for person, c, _, _, v, d in decided:
        right[people[person], c] += v == sign(d)
        count[people[person], c] += 1
    random = np.random.default_rng(2)
    draws = []
    for _ in range(DRAWS):
        a = np.bincount(random.integers(len(people), size=len(people)), minlength=len(people))
        p = np.bincount(random.integers(len(data.names), size=len(data.names)), minlength=len(data.names))
        draws.append((a @ right @ p) / (a @ count @ p))
    compare.check_interval(draws, "human_scorer", "agreement(imagereward)", scorer=label)


def compare_parts(data: Data, label: str, decided: list, right, compare: Comparison):
    """By the generators and tags that `manifest` makes up."""
    kind = lambda row: {generator(data.names[row[1]][row[2]]), generator(data.names[row[1]][row[3]])}
    kinds = sorted({g for row in decided for g in kind(row)})
    for name in kinds:
        rows = [row for row in decided if name in kind(row)]
        compare.check(right(rows), "scorer_by_generator", "agreement(imagereward)", name, label, n=len(rows))
    for one, other in itertools.combinations_with_replacement(kinds, 2):
        rows = [row for row in decided if kind(row) == {one, other}]
        if rows:
            subject = f"{one} · itself" if one == other else f"{one} · {other}"
            compare.check(right(rows), "scorer_by_generator_pair", "agreement(imagereward)", subject, label, n=len(rows))
    for tag in ("all", "even"):
        rows = [row for row in decided if tag in tags(row[1])]
        compare.check(right(rows), "scorer_by_tag", "agreement(imagereward)", tag, label, n=len(rows))


def compare_generators(data: Data, report: dict, scored: list, compare: Comparison):
    names = report["data"]["generators"]
    wins = []
    for c in range(len(data.names)):
        for person in data.ranks[c]:
            for i, j in data.pairs(c):
                a, b = names.index(generator(data.names[c][i])), names.index(generator(data.names[c][j]))
                verdict = data.verdict(c, person, i, j)
                if a != b and verdict:
                    wins.append((a, b) if verdict > 0 else (b, a))
    strengths = choix.ilsr_pairwise(len(names), wins, max_iter=1000, tol=1e-12)
    strengths -= strengths.mean()
    for k, name in enumerate(names):
        compare.check(
            strengths[k], "generator", "bradley_terry", name, n=sum(k in pair for pair in wins))
    for label, scores in scored:
        means = []
        for name in names:
            mine = [s for by_name in scores for image, s in by_name.items() if generator(image) == name]
            means.append(np.mean(mine))
            compare.check(means[-1], "generator", "mean_score", name, label, n=len(mine))
        compare.check(
            scipy.stats.spearmanr(strengths, means).statistic, "generator_ranking", "spearman", scorer=label)
        compare.check(
            scipy.stats.kendalltau(strengths, means).statistic, "generator_ranking", "kendall_tau_b", scorer=label)


def compare_scorers(decided: dict, right: dict, compare: Comparison):
    """The best one against each other one on the pairs that both scored."""
    best = max(decided, key=lambda label: np.mean([v == sign(d) for *_, v, d in decided[label]]))
    hits = {label: {row[:4]: row[4] == sign(row[5]) for row in rows} for label, rows in decided.items()}
    for other in decided:
        if other == best:
            continue
        common = hits[best].keys() & hits[other].keys()
        first = sum(hits[best][k] and not hits[other][k] for k in common)
        second = sum(hits[other][k] and not hits[best][k] for k in common)
        p = scipy.stats.binomtest(first, first + second).pvalue
        compare.check(p, "scorer_pair", "mcnemar_p", f"against {other}", best, n=first + second)


def database(path: str, data: Data):
    """By scorer the scores of each comparison's files."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    names = {bytes(d): Path(p).name for p, d in connection.execute("SELECT path, sha256 FROM candidate")}
    scores = {}
    comparison = {name: c for c, files in enumerate(data.names) for name in files}
    for scorer, digest, value in connection.execute("SELECT scorer, sha256, value FROM score"):
        name = names[bytes(digest)]
        scores.setdefault(scorer, [{} for _ in data.names])[comparison[name]][name] = value
    return [scores[key] for key in sorted(scores)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("manifest")
    make.add_argument("test", type=Path)
    make.add_argument("output", type=Path)
    check = commands.add_parser("compare")
    check.add_argument("test", type=Path)
    check.add_argument("report", type=Path)
    check.add_argument("--db")
    arguments = parser.parse_args()
    data = Data(arguments.test)

    if arguments.command == "manifest":
        write_manifest(data, arguments.test, arguments.output)
        return 0
    report = json.loads(arguments.report.read_text())
    compare = Comparison(report)
    compare_humans(data, compare)
    compare_coefficients(data, compare)
    if arguments.db:
        scores = database(arguments.db, data)
        scorers, decided, rights = report["data"]["scorers"], {}, {}
        for scorer, mine in zip(scorers, scores):
            decided[scorer["label"]], rights[scorer["label"]] = compare_scorer(
                data, scorer, mine, compare)
            if report["data"]["generators"]:
                compare_parts(data, scorer["label"], decided[scorer["label"]], rights[scorer["label"]], compare)
        if len(decided) > 1:
            compare_scorers(decided, rights, compare)
        if report["data"]["generators"]:
            compare_generators(data, report, list(zip([s["label"] for s in scorers], scores)), compare)
    for failure in compare.failures:
        print(failure, file=sys.stderr)
    print(f"{compare.checked - len(compare.failures)} of {compare.checked} agree")
    return 1 if compare.failures else 0


def write_manifest(data: Data, test: Path, output: Path):
    prompts = [row["prompt"] for row in json.loads(test.read_text())]
    images = test.resolve().parent / "images"
    with output.open("w") as lines:
        for c, names in enumerate(data.names):
            row = {
                "prompt": prompts[c],
                "tags": tags(c),
                "candidates": [{"image": str(images / n), "generator": generator(n)} for n in names],
                "choices": [
                    {
                        "annotator": person,
                        "outcome": "ranking",
                        "ranking": [[i for i, r in enumerate(ranks) if r == rank] for rank in sorted(set(ranks))],
                    }
                    for person, ranks in data.ranks[c].items()
                ],
            }
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
