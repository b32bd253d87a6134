"""What pair conventions, calibration, rankings and the bootstrap give for random inputs, by other ways than konomi's.

    python statistics_models.py make ../StatisticsTests/Fixtures
    python statistics_models.py sample hpd-v2-sample

in a virtual environment with requirements.txt. Seed 20240905; the same files from the same versions. Writes, as columns of
a thousand cases each and `null` where a figure is undefined:
    pairs.json            the four conventions, from matrices of signs; tolerance 1e-9
    tie_calibration.json  the epsilon of acc_eq, every candidate tried; tolerance 1e-9
    reliability.json      ECE, Brier, NLL and the counts of bins, by NumPy; tolerance 1e-9
    bradley_terry.json    choix, without ties; tolerance 1e-6
    bradley_terry_half_win.json  choix, half a win added for either of two that met, many won or lost all; tolerance 1e-6
    davidson.json         with ties: SciPy's minimiser, and a linear programme to tell whether there is a maximum; 1e-6
    elo.json              a loop; tolerance 1e-7
and 60 data sets with NumPy's bootstrap of 20,000 replicates to bootstrap.json, whose bounds are compared within the
Monte Carlo error of both.

`sample` prints the inversion score of every two annotators of a folder in HPD v2's format, which is not committed: for each
prompt, 1 - (pairs of images that the two order differently) / (pairs), and the mean over prompts and pairs of annotators.
"""

import itertools
import json
import sys
from pathlib import Path

import choix
import numpy as np
from scipy.optimize import linprog, minimize, root
from scipy.sparse.csgraph import connected_components
from scipy.special import logsumexp, softmax

SEED = 20240905
CASES = 1000


def figure(number):
    return None if number is None or not np.isfinite(number) else float(f"{number:.11g}")


def figures(numbers):
    return None if numbers is None else [figure(n) for n in numbers]


# Pairs


def signs(values, within=0.0):
    """+1 where the row's value is above the column's, 0 where they tie."""
    difference = np.subtract.outer(values, values)
    return np.where(np.abs(difference) <= within, 0, np.sign(difference)).astype(int)


def conventions(rankings, scores, t, scale, epsilon):
    credit = {"pickscore": [], "hpsv2": [], "imagereward": [], "acc_eq": []}
    for ranks, values in zip(rankings, scores):
        upper = np.triu_indices(len(ranks), 1)
        human = signs(-np.array(ranks, float))[upper]
        model = signs(np.array(values))[upper]
        within = signs(np.array(values), epsilon)[upper]
        probable = np.array([
            0 if abs(np.subtract(*(p := softmax([scale * values[i], scale * values[j]])))) <= t else np.sign(p[0] - p[1])
            for i, j in zip(*upper)
        ])
        credit["pickscore"] += list(np.where(human == probable, 1, np.where(human * probable == 0, 0.5, 0)))
        credit["hpsv2"] += [1 - np.mean(human * model < 0)]
        credit["imagereward"] += list((human == model)[human != 0])
        credit["acc_eq"] += list(human == within)
    return [figure(np.mean(c)) if len(c) else None for c in credit.values()]


def pairs(rng):
    cases = {"ranks": [], "scores": [], "t": [], "scale": [], "epsilon": [], "expected": []}
    for case in range(CASES):
        rankings, scores = [], []
        for _ in range(rng.integers(1, 4)):
            n = int(rng.integers(2, 6))
            spread = 1 if case % 50 == 0 else n
            rankings.append([int(r) for r in rng.integers(1, spread + 1, n)])
            scores.append([round(float(s), 1) for s in rng.uniform(-1, 1, n)])
        t, scale = round(float(rng.uniform(0, 0.5)), 3), int(rng.integers(1, 9))
        epsilon = 0 if case % 4 == 0 else round(float(rng.uniform(0, 0.5)), 3)
        row = (rankings, scores, t, scale, epsilon, conventions(rankings, scores, t, scale, epsilon))
        for column, value in zip(cases.values(), row):
            column.append(value)
    return cases


def tie_calibration(rng):
    cases = {"human": [], "first": [], "second": [], "epsilon": [], "accEq": []}
    for case in range(CASES):
        n = int(rng.integers(1, 14))
        human = rng.choice([1, -1, 0], n, p=[0.3, 0.3, 0.4])
        first, second = rng.integers(0, 10, (2, n)) / (10 if case % 2 else 8)
        difference = first - second
        best = max(
            (np.mean(np.where(np.abs(difference) <= e, 0, np.sign(difference)) == human), -e)
            for e in [0.0, *np.abs(difference)])
        cases["human"].append("".join("=12"[int(h)] for h in human))
        cases["first"].append(first.tolist())
        cases["second"].append(second.tolist())
        cases["epsilon"].append(figure(-best[1]))
        cases["accEq"].append(figure(best[0]))
    return cases


# Calibration


def reliability(rng):
    cases = {"bins": [], "confidence": [], "right": [], "counts": [], "ece": [], "brier": [], "nll": []}
    for case in range(CASES):
        n, bins = int(rng.integers(1, 13)), int(rng.choice([1, 5, 7, 10, 15, 100]))
        p = np.round(rng.uniform(0.5, 1, n) if case % 4 else rng.uniform(0, 1, n), 2)
        right = rng.uniform(size=n) < p
        if case % 10 == 0:
            p[0], right[0] = rng.integers(0, 2), rng.integers(0, 2)
        bin_of = np.clip(np.searchsorted(np.arange(bins + 1) / bins, p, side="left") - 1, 0, bins - 1)
        counts = np.bincount(bin_of, minlength=bins)
        gaps = np.bincount(bin_of, right, bins) - np.bincount(bin_of, p, bins)
        with np.errstate(divide="ignore"):
            nll = -np.mean(np.log(np.where(right, p, 1 - p)))
        cases["bins"].append(bins)
        cases["confidence"].append(p.tolist())
        cases["right"].append("".join("01"[int(r)] for r in right))
        cases["counts"].append({str(i): int(c) for i, c in enumerate(counts) if c})
        cases["ece"].append(figure(np.abs(gaps).sum() / n))
        cases["brier"].append(figure(np.mean((p - right) ** 2)))
        cases["nll"].append(figure(nll))
    return cases


# Rankings


def random_results(rng, items, decided, tied):
    wins = rng.poisson(decided, (items, items))
    np.fill_diagonal(wins, 0)
    ties = np.triu(rng.poisson(tied, (items, items)), 1) if tied else np.zeros((items, items), int)
    return wins, ties


def groups(graph):
    _, labels = connected_components(graph > 0, directed=True, connection="strong")
    return sorted([int(i) for i in np.flatnonzero(labels == l)] for l in set(labels))


def bradley_terry(rng):
    cases = {"items": [], "wins": [], "penalty": [], "groups": [], "expected": []}
    for case in range(CASES):
        items = int(rng.integers(2, 6))
        wins, _ = random_results(rng, items, rng.choice([0.4, 1, 3]), 0)
        penalty = float(rng.choice([0.1, 0.5, 2])) if case % 3 == 0 else 0.0
        data = [(i, j) for i in range(items) for j in range(items) for _ in range(wins[i, j])]
        split = groups(wins) if penalty == 0 and data else []
        expected = None
        if data and len(split) < 2:
            if penalty:
                expected = choix.opt_pairwise(items, data, alpha=penalty / 2, tol=1e-13)
            else:
                expected = choix.ilsr_pairwise(items, data, alpha=0, max_iter=10_000, tol=1e-12)
            expected = expected - expected.mean()
        for column, value in zip(
            cases.values(),
            (items, wins.ravel().tolist(), penalty, split if len(split) > 1 else [], figures(expected))):
            column.append(value)
    return cases


def bradley_terry_half_win(rng):
    """Every result twice and one more for either of any two that met: half a win, which bounds what was won or lost all."""
    cases = {"items": [], "wins": [], "expected": []}
    while len(cases["items"]) < CASES:
        items = int(rng.integers(2, 6))
        wins, _ = random_results(rng, items, rng.choice([0.4, 1, 3]), 0)
        if len(cases["items"]) % 2:
            wins = np.triu(wins)
        met = (wins + wins.T) > 0
        if connected_components(met, directed=False)[0] > 1:
            continue
        halves = 2 * wins + met
        data = [(i, j) for i in range(items) for j in range(items) for _ in range(halves[i, j])]
        expected = choix.ilsr_pairwise(items, data, alpha=0, max_iter=10_000, tol=1e-12)
        for column, value in zip(
            cases.values(), (items, wins.ravel().tolist(), figures(expected - expected.mean()))):
            column.append(value)
    return cases


def davidson_objective(wins, ties, penalty):
    items = len(wins)

    def objective(x):
        b, d = x[:items], x[items]
        value = penalty / 2 * (x @ x) + np.sum(b) ** 2
        for i in range(items):
            for j in range(i + 1, items):
                n = wins[i, j] + wins[j, i] + ties[i, j]
                if n:
                    tie = d + (b[i] + b[j]) / 2
                    value += n * logsumexp([b[i], b[j], tie]) - wins[i, j] * b[i] - wins[j, i] * b[j] - ties[i, j] * tie
        return value

    def gradient(x):
        b, d = x[:items], x[items]
        slope = penalty * x
        slope[:items] += 2 * np.sum(b)
        for i in range(items):
            for j in range(i + 1, items):
                n = wins[i, j] + wins[j, i] + ties[i, j]
                if n:
                    p = n * softmax([b[i], b[j], d + (b[i] + b[j]) / 2])
                    missing = p - [wins[i, j], wins[j, i], ties[i, j]]
                    slope[i] += missing[0] + missing[2] / 2
                    slope[j] += missing[1] + missing[2] / 2
                    slope[items] += missing[2]
        return slope

    return objective, gradient


def davidson_has_maximum(wins, ties):
    """None in a direction in which no result becomes less likely than another of its pair, and one more likely."""
    items = len(wins)

    def utility(i, j, outcome):
        row = np.zeros(items + 1)
        if outcome < 2:
            row[(i, j)[outcome]] = 1
        else:
            row[[i, j]], row[items] = 0.5, 1
        return row

    rows = []
    for i in range(items):
        for j in range(i + 1, items):
            seen = (wins[i, j], wins[j, i], ties[i, j])
            if not sum(seen):
                continue
            for outcome in range(3):
                if seen[outcome]:
                    rows += [utility(i, j, outcome) - utility(i, j, o) for o in range(3) if o != outcome]
    rows = np.array(rows)
    answer = linprog(-rows.sum(axis=0), A_ub=-rows, b_ub=np.zeros(len(rows)), bounds=[(-1, 1)] * (items + 1))
    return answer.status == 0 and -answer.fun < 1e-9


def davidson(rng):
    cases = {"items": [], "wins": [], "ties": [], "penalty": [], "expected": [], "tieStrength": []}
    while len(cases["items"]) < CASES:
        case = len(cases["items"])
        items = int(rng.integers(2, 6))
        wins, ties = random_results(rng, items, rng.choice([0.3, 0.6, 2]), rng.choice([0.3, 1, 2]))
        penalty = float(rng.choice([0.1, 0.5, 2])) if case % 4 == 0 else 0.0
        if not ties.any():
            continue
        expected = tie = None
        if penalty or (davidson_has_maximum(wins, ties) and len(groups(wins + ties + ties.T)) == 1):
            objective, gradient = davidson_objective(wins, ties, penalty)
            start = minimize(objective, np.zeros(items + 1), jac=gradient, method="BFGS", options={"gtol": 1e-8}).x
            answer = root(gradient, start, tol=1e-13)
            assert np.abs(gradient(answer.x)).max() < 1e-8, (wins, ties)
            expected, tie = answer.x[:items] - answer.x[:items].mean(), np.exp(answer.x[items])
        upper = [int(ties[i, j]) for i in range(items) for j in range(i + 1, items)]
        for column, value in zip(
            cases.values(), (items, wins.ravel().tolist(), upper, penalty, figures(expected), figure(tie))):
            column.append(value)
    return cases


def elo(rng):
    cases = {"items": [], "step": [], "results": [], "expected": []}
    for _ in range(CASES):
        items, step = int(rng.integers(2, 6)), int(rng.choice([4, 16, 32]))
        ratings, results = [1500.0] * items, ""
        for _ in range(rng.integers(0, 14)):
            i, j = (int(x) for x in rng.choice(items, 2, replace=False))
            outcome = int(rng.integers(0, 3))
            results += f"{i}{j}{'12='[outcome]}"
            score = (1, 0, 0.5)[outcome]
            ours, theirs = 10 ** (ratings[i] / 400), 10 ** (ratings[j] / 400)
            change = step * (score - ours / (ours + theirs))
            ratings[i] += change
            ratings[j] -= change
        for column, value in zip(cases.values(), (items, step, results, figures(ratings))):
            column.append(value)
    return cases


# Bootstrap


def bootstrap(rng):
    """Records of class 0 (wrong), 1 (half), 2 (right) and 3 (does not count), with effects of prompts and annotators."""
    columns = ("clusters", "prompts", "annotators", "classes", "estimate", "low", "high", "deviation")
    cases = {column: [] for column in columns}
    for case in range(60):
        clusters = ["prompts", "annotators", "both"][case % 3]
        prompts, annotators = int(rng.integers(8, 30)), int(rng.integers(6, 14))
        ease, skill = rng.normal(0.4, 1, prompts), rng.normal(0, 0.6, annotators)
        cells = [(p, a) for p in range(prompts) for a in rng.permutation(annotators)[: rng.integers(1, 5)]]
        prompt, annotator = np.array(cells).T
        chance = 1 / (1 + np.exp(-ease[prompt] - skill[annotator]))
        kind = np.where(rng.uniform(size=len(cells)) < chance, 2, 0)
        kind = np.where(rng.uniform(size=len(cells)) < 0.15, 1, kind)
        kind = np.where(rng.uniform(size=len(cells)) < 0.1, 3, kind)
        value, counts = np.array([0, 0.5, 1, 0])[kind], np.array([1, 1, 1, 0])[kind]
        used = np.unique(annotator)
        replicates = []
        for _ in range(20_000):
            weight = np.ones(len(cells))
            if clusters != "annotators":
                weight *= np.bincount(rng.integers(0, prompts, prompts), minlength=prompts)[prompt]
            if clusters != "prompts":
                weight *= np.bincount(rng.choice(used, len(used)), minlength=annotators)[annotator]
            if weight @ counts:
                replicates.append(weight @ value / (weight @ counts))
        low, high = np.percentile(replicates, [2.5, 97.5])
        row = (clusters, prompt.tolist(), annotator.tolist(), "".join(map(str, kind)),
               *(figure(x) for x in (value.sum() / counts.sum(), low, high, np.std(replicates))))
        for column, item in zip(cases.values(), row):
            column.append(item)
    return cases


def make(folder):
    for index, columns in enumerate((pairs, tie_calibration, reliability, bradley_terry, davidson, elo, bootstrap, bradley_terry_half_win)):
        text = json.dumps(columns(np.random.default_rng([SEED, index])), separators=(",", ":"))
        (Path(folder) / f"{columns.__name__}.json").write_text(text + "\n")


def sample(folder):
    scores = []
    for prompt in json.loads((Path(folder) / "test.json").read_text()):
        rankings = [signs(-np.array(a["rank"], float)) for a in prompt["raw_annotations"]]
        upper = np.triu_indices(len(prompt["image_path"]), 1)
        scores += [1 - np.mean((a * b)[upper] < 0) for a, b in itertools.combinations(rankings, 2)]
    print(len(scores), np.mean(scores))


if __name__ == "__main__":
    {"make": make, "sample": sample}[sys.argv[1]](sys.argv[2])
