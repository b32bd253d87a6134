"""What SciPy, statsmodels, krippendorff and Gwet's formulas give for seeded random inputs: the fixtures that the tests of
agreement, intervals, hypothesis tests, rank correlation and power compare `Statistics` with.

    python statistics_agreement.py [FOLDER]

writes cohen, raters, binomial, proportions, mcnemar, distributions, correlation, power and cohen_both_ways.json into the folder, or else
into Tests/StatisticsTests/Fixtures; in a virtual environment with requirements.txt. Seed 20230614. For each statistic at
least 1,000 inputs for which it has a value, and degenerate ones beside them. A file holds columns of the same length; a
figure is a number of 12 significant digits, or the name of the reason why it has none, which is worked out here from the
inputs and checked against the reference's NaN or refusal. Tolerances stand in the Swift tests: 1e-11 relative for
distributions, intervals and tests, 1e-10 for coefficients, 1e-8 for the standard error of kappa (a root of a difference in
the reference), none for whole numbers.

Gwet's AC1 and AC2 are computed pair of raters by pair of raters from the definitions (Gwet 2008, 2014), and first of all
checked on two published examples.
"""

import json
import math
import sys
import warnings
from itertools import permutations
from pathlib import Path

import krippendorff
import numpy as np
from scipy import special, stats
from scipy.optimize import brentq
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa
from statsmodels.stats.proportion import proportion_confint

SEED = 20230614
CASES = 1000
FOLDER = Path(__file__).parent.parent / "StatisticsTests" / "Fixtures"
SMALLEST = 1e-290  # below, the references themselves underflow


def figure(value: float) -> float:
    assert math.isfinite(value), value
    return float(f"{value:.12g}")


def is_defined(entry) -> bool:
    return not isinstance(entry[0] if isinstance(entry, list) and entry else entry, str)


def write(folder: Path, name: str, columns: dict[str, list]) -> None:
    assert len({len(column) for column in columns.values()}) == 1, name
    for key, column in columns.items():
        assert key == "units" or sum(map(is_defined, column)) >= CASES, (name, key)
    lines = [f"{json.dumps(key)}:{json.dumps(column, separators=(',', ':'))}" for key, column in columns.items()]
    (folder / f"{name}.json").write_text("{" + ",\n".join(lines) + "}\n")


# Two raters: a square table.


def random_table(random: np.random.Generator) -> np.ndarray:
    k = int(random.integers(2, 6))
    kind = random.integers(8)
    items = int(random.integers(1, 60)) if kind else int(random.integers(10**5, 10**7))
    shares = random.dirichlet(np.full(k * k, random.choice([0.2, 1.0, 5.0]))).reshape(k, k)
    if kind <= 3:
        shares = shares + np.eye(k) * random.uniform(0, 2)
    if kind == 4:
        shares = np.outer(shares.sum(1), shares.sum(0))
    if kind == 5:
        shares = shares * np.eye(k)
    if kind == 6:
        shares[random.integers(k)] = 0
    total = shares.sum()
    if total == 0:
        return np.zeros((k, k), int)
    return random.multinomial(items, (shares / total).ravel()).reshape(k, k)


def cohen(table: np.ndarray, wt: str | None) -> list:
    """Kappa, its standard error, and both bounds of its interval."""
    used = {category for cell in np.argwhere(table) for category in cell}
    if len(used) < 2:
        return ["noVariation" if used else "noData"] * 2 + [None] * 2
    result = cohens_kappa(table, wt=wt)
    # Where the variance is 0, as when the raters always agree, statsmodels' is what rounding leaves, of either sign.
    error = math.sqrt(result.var_kappa) if result.var_kappa * table.sum() > 1e-13 else 0.0
    margin = stats.norm.isf(0.025) * error
    return [figure(v) for v in (result.kappa, error, max(-1, result.kappa - margin), min(1, result.kappa + margin))]


def cohen_columns(random: np.random.Generator) -> dict[str, list]:
    edges = [[[0, 4, 1], [0, 8, 0], [0, 1, 5]], [[20, 5], [10, 15]], [[0, 0], [0, 0]], [[7, 0], [0, 0]], [[0, 7], [0, 0]]]
    edges += [[[1, 0], [0, 1]], [[0, 1], [1, 0]], [[5]], [[0]], [[0, 0, 0], [0, 9, 0], [0, 0, 0]]]
    tables = [np.array(edge) for edge in edges] + [random_table(random) for _ in range(CASES + 60)]
    columns = {"tables": [table.ravel().tolist() for table in tables]}
    for name, wt in (("identity", None), ("linear", "linear"), ("quadratic", "quadratic")):
        columns[name] = [cohen(table, wt) for table in tables]
    return columns


def cohen_both_ways_columns(random: np.random.Generator) -> dict[str, list]:
    """First, second and tie, each item as it is and with first and second in each other's place. The items are then
    twice as many as they were, and the error of the mean of that many is √2 larger."""
    swap = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 1]])
    columns = {"tables": [], "kappa": [], "error": []}
    while len(columns["tables"]) < CASES:
        table = random_table(random)
        both = table + swap @ table @ swap if table.shape == (3, 3) else np.zeros((3, 3), int)
        if both.sum() == both[2, 2]:
            continue
        result = cohens_kappa(both)
        error = math.sqrt(2 * result.var_kappa) if result.var_kappa * both.sum() > 1e-13 else 0.0
        for column, value in zip(columns.values(), (table.ravel().tolist(), figure(result.kappa), figure(error))):
            column.append(value)
    return columns


# Any number of raters: units × raters, −1 for a missing rating.


def weight_matrix(kind: str, k: int) -> np.ndarray:
    distance = np.abs(np.subtract.outer(np.arange(k), np.arange(k))) / max(1, k - 1)
    return {"identity": np.eye(k), "linear": 1 - distance, "quadratic": 1 - distance**2}[kind]


def gwet(ratings: np.ndarray, k: int, kind: str) -> float:
    weights = weight_matrix(kind, k)
    rated = [[r for r in unit if r >= 0] for unit in ratings]
    rated = [unit for unit in rated if unit]
    observed = np.mean([np.mean([weights[a, b] for a, b in permutations(unit, 2)]) for unit in rated if len(unit) > 1])
    use = np.mean([[unit.count(c) / len(unit) for c in range(k)] for unit in rated], axis=0)
    expected = weights.sum() / (k * (k - 1)) * (use * (1 - use)).sum()
    return (observed - expected) / (1 - expected)


def check_gwet() -> None:
    """Examples that come with Gwet's irrCAC: cont3x3abstractors and cac.raw4raters."""
    table = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
    pairs = np.array([(r, c) for r in range(3) for c in range(3) for _ in range(table[r][c])])
    assert abs(gwet(pairs, 3, "identity") - 0.8493305) < 1e-6
    raters = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    units = np.array([[-1 if r == "." else int(r) - 1 for r in unit] for unit in zip(*raters)])
    for kind, published in (("identity", 0.77544407), ("linear", 0.85873914), ("quadratic", 0.91400072)):
        assert abs(gwet(units, 5, kind) - published) < 1e-7


def random_ratings(random: np.random.Generator) -> tuple[np.ndarray, int]:
    k = int(random.integers(2, 6))
    units, raters = int(random.integers(1, 11)), int(random.integers(2, 6)) if random.random() < 0.95 else 1
    kind = random.integers(16)
    truth = random.choice(k, size=(units, 1), p=random.dirichlet(np.full(k, random.choice([0.3, 1.0]))))
    noise = random.integers(k, size=(units, raters))
    ratings = np.where(random.random((units, raters)) < random.uniform(0, 1), truth, noise)
    if kind == 0:
        ratings[:] = truth
    if kind == 1:
        ratings[:] = ratings[0, 0]
    if kind in (2, 3):
        ratings[random.random((units, raters)) < random.choice([0.2, 0.5, 0.9])] = -1
    if kind in (5, 6, 7):  # the same number of raters for each unit, but not the same ones
        wide = np.full((units, raters + 2), -1)
        for unit in range(units):
            wide[unit, random.permutation(raters + 2)[:raters]] = ratings[unit]
        ratings = wide
    return ratings, k


def reason(rated: list[list[int]], used: set[int]) -> str | None:
    if not rated:
        return "noData"
    if max(map(len, rated)) < 2:
        return "noOverlap"
    return None if len(used) > 1 else "noVariation"


def raters_row(ratings: np.ndarray, k: int) -> dict[str, float | str]:
    rated = [[int(r) for r in unit if r >= 0] for unit in ratings]
    rated = [unit for unit in rated if unit]
    counts = np.array([[unit.count(c) for c in range(k)] for unit in rated])
    row: dict[str, float | str] = {}
    why = reason(rated, {r for unit in rated for r in unit})
    uneven = len({len(unit) for unit in rated}) > 1
    row["fleiss"] = "unevenRaters" if uneven else why or figure(fleiss_kappa(counts))
    for kind in ("identity", "linear", "quadratic"):
        row["gwet " + kind] = why or figure(gwet(ratings, k, kind))
    why = reason(rated, {r for unit in rated if len(unit) > 1 for r in unit})
    for level in ("nominal", "ordinal", "interval", "ratio"):
        if why is None:
            row[level] = figure(krippendorff.alpha(value_counts=counts, level_of_measurement=level))
            continue
        row[level] = why
        try:
            refused = not len(rated) or not math.isfinite(
                krippendorff.alpha(value_counts=counts, level_of_measurement=level))
        except ValueError:
            refused = True
        assert refused, (ratings, level)
    return row


def raters_columns(random: np.random.Generator) -> dict[str, list]:
    edges = [(np.full((3, 2), -1), 3), (np.array([[0, -1], [-1, 1], [2, -1]]), 3), (np.array([[1, 1], [1, 1]]), 2)]
    edges += [(np.array([[0], [1], [0]]), 2), (np.array([[0, 1]]), 2), (np.array([[0, 0], [1, -1]]), 2)]
    cases = edges + [random_ratings(random) for _ in range(CASES * 3 // 2)]
    text = lambda ratings: " ".join("".join("." if r < 0 else str(r) for r in unit) for unit in ratings)  # noqa: E731
    rows = [raters_row(*case) for case in cases]
    columns = {"categories": [k for _, k in cases], "units": [text(ratings) for ratings, _ in cases]}
    return columns | {key: [row[key] for row in rows] for key in rows[0]}


# Binomial counts and shares.


def random_trials(random: np.random.Generator) -> int:
    return int(10 ** random.uniform(0, 7)) if random.random() < 0.3 else int(random.integers(1, 300))


def binomial_columns(random: np.random.Generator) -> dict[str, list]:
    cases = [(60, 100, 0.5), (0, 1, 0.0), (1, 1, 0.0), (1, 1, 1.0), (0, 5, 1.0), (2, 4, 0.5), (0, 10**7, 1e-9)]
    while len(cases) < CASES:
        n = random_trials(random)
        p = 0.5 if random.random() < 0.5 else float(f"{random.choice([random.random(), 10 ** random.uniform(-8, -1)]):.6g}")
        k = int(np.clip(round(n * p + random.normal() * random.choice([1, 4, 12]) * math.sqrt(n * p * (1 - p))), 0, n))
        if random.random() < 0.1:
            k = int(random.choice([0, n]))
        if stats.binom.pmf(k, n, p) > SMALLEST:
            cases.append((k, n, p))
    k, n, p = (list(column) for column in zip(*cases))
    tested = [stats.binomtest(*case) for case in cases]
    return {
        "successes": k, "trials": n, "chance": p,
        "mass": [figure(stats.binom.pmf(*case)) for case in cases],
        "atMost": [figure(stats.binom.cdf(*case)) for case in cases],
        "atLeast": [figure(stats.binom.sf(k - 1, n, p)) for k, n, p in cases],
        "twoSided": [figure(result.pvalue) for result in tested],
    }


def proportion_columns(random: np.random.Generator) -> dict[str, list]:
    cases = [(18, 20, 0.95), (0, 10, 0.95), (10, 10, 0.95), (1, 10**7, 0.95), (0, 10**7, 0.95), (10**7 - 1, 10**7, 0.99)]
    for _ in range(CASES):
        n = random_trials(random)
        k = int(random.integers(0, n + 1)) if random.random() < 0.8 else int(random.choice([0, 1, n - 1, n]))
        cases.append((k, n, float(random.choice([0.5, 0.8, 0.9, 0.95, 0.99, 0.9999]))))
    halves = [min(k + 0.5, n) for k, n, _ in cases]

    def exact(k: int, n: int, level: float) -> list[float]:
        # Not binomtest's own interval, whose root finder stops at 2e-12 whatever the size of the bound.
        low = special.betaincinv(k, n - k + 1, (1 - level) / 2) if k else 0.0
        high = special.betainccinv(k + 1, n - k, (1 - level) / 2) if k < n else 1.0
        return [figure(low), figure(high)]

    wilson = [proportion_confint(k, n, 1 - level, "wilson") for k, (_, n, level) in zip(halves, cases)]
    return {
        "successes": [k for k, _, _ in cases], "trials": [n for _, n, _ in cases], "level": [level for _, _, level in cases],
        "wilsonOfHalfMore": [[figure(v) for v in bounds] for bounds in wilson],
        "wilson": [[figure(v) for v in stats.binomtest(k, n).proportion_ci(level, "wilson")] for k, n, level in cases],
        "clopperPearson": [exact(*case) for case in cases],
    }


def mcnemar_columns(random: np.random.Generator) -> dict[str, list]:
    cases = [(10, 2), (0, 0), (0, 1), (5, 5), (0, 40)]
    for _ in range(CASES):
        n = random_trials(random)
        first = int(np.clip(round(n / 2 + random.normal() * random.choice([0.5, 1, 5]) * math.sqrt(n)), 0, n))
        cases.append((first, n - first))
    cases = [case for case in cases if sum(case) == 0 or stats.binom.cdf(min(case), sum(case), 0.5) > SMALLEST]
    p = [figure(mcnemar([[0, a], [b, 0]], exact=True).pvalue) if a + b else "noData" for a, b in cases]
    return {"firstOnly": [a for a, _ in cases], "secondOnly": [b for _, b in cases], "exact": p}


# Distributions, correlation, power.


def distribution_columns(random: np.random.Generator) -> dict[str, list]:
    rounded = lambda values: [float(f"{v:.6g}") for v in values]  # noqa: E731
    x = rounded(np.concatenate([random.normal(0, 3, CASES // 2), random.uniform(-35, 8, CASES // 2)]))
    p = rounded(np.concatenate([random.random(CASES // 2), 10 ** random.uniform(-250, -1, CASES // 2)]))
    a, b = (rounded(10 ** random.uniform(-1, 4, CASES)) for _ in range(2))
    at = rounded(np.clip(random.beta(a, b), 1e-12, 0.999999))
    share = rounded(10 ** random.uniform(-6, 0, CASES // 2)) + rounded(random.uniform(0.001, 0.999, CASES // 2))
    # One more on each side for the quantiles, which would else be smaller than any number.
    return {
        "x": x, "normal": [figure(special.ndtr(v)) for v in x],
        "p": p, "normalQuantile": [figure(special.ndtri(v)) for v in p],
        "alpha": a, "beta": b,
        "at": at, "betaCumulative": [figure(v) for v in special.betainc(a, b, at)],
        "share": share, "betaQuantile": [figure(v) for v in special.betaincinv(np.array(a) + 1, np.array(b) + 1, share)],
    }


def correlation_columns(random: np.random.Generator) -> dict[str, list]:
    cases = [([], []), ([1], [2]), ([1, 1], [1, 2]), ([1, 2], [1, 1]), ([1, 2], [1, 2]), ([1, 2], [2, 1]), ([3, 3, 3], [3, 3, 3])]
    for _ in range(CASES + 200):
        n = int(random.integers(0, 16)) if random.random() < 0.97 else int(random.integers(50, 150))
        values = int(random.choice([1, 2, 4, 10, 100]))
        first = random.integers(-values, values + 1, n)
        follows = random.random(n) < random.choice([0, 0.5, 1])
        second = np.where(follows, first * random.choice([-1, 1, 2]), random.integers(-values, values + 1, n))
        cases.append((first.tolist(), second.tolist()))
    columns = {"first": [first for first, _ in cases], "second": [second for _, second in cases]}
    functions = {
        "spearman": lambda *sides: stats.spearmanr(*sides).statistic,
        "kendallTauB": lambda *sides: stats.kendalltau(*sides, variant="b").statistic,
        "kendallTauC": lambda *sides: stats.kendalltau(*sides, variant="c").statistic,
    }
    for name, function in functions.items():
        columns[name] = []
        for first, second in cases:
            why = "noData" if len(first) < 2 else "allTied" if min(len(set(first)), len(set(second))) < 2 else None
            assert why is None or len(first) < 2 or math.isnan(function(first, second))
            columns[name].append(why or figure(function(first, second)))
    return columns


def pairs_needed(p: float, power: float, significance: float) -> float | str:
    """The smallest whole number at which the normal approximation of the test has the power."""
    if p == 0.5:
        return "unbounded"
    reached = lambda n: stats.norm.cdf(  # noqa: E731
        (abs(p - 0.5) * math.sqrt(n) - stats.norm.isf(significance / 2) / 2) / math.sqrt(p * (1 - p)))
    return math.ceil(brentq(lambda n: reached(n) - power, 1e-9, 1e12, xtol=1e-12, rtol=1e-14))


def power_columns(random: np.random.Generator) -> dict[str, list]:
    cases = [(p, 0.8, 0.05) for p in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.25, 0.5001)]
    for _ in range(CASES):
        p = float(f"{random.uniform(0.01, 0.99):.4f}")
        power, significance = random.choice([0.5, 0.8, 0.9, 0.99]), random.choice([0.001, 0.01, 0.05, 0.1, 0.5])
        cases.append((p, float(power), float(significance)))
    return {
        "agreement": [p for p, _, _ in cases], "power": [power for _, power, _ in cases],
        "significance": [alpha for _, _, alpha in cases], "pairs": [pairs_needed(*case) for case in cases],
    }


def main() -> None:
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    check_gwet()
    makers = {
        "cohen": cohen_columns, "raters": raters_columns, "binomial": binomial_columns, "proportions": proportion_columns,
        "mcnemar": mcnemar_columns, "distributions": distribution_columns, "correlation": correlation_columns,
        "power": power_columns, "cohen_both_ways": cohen_both_ways_columns,
    }
    for number, (name, columns) in enumerate(makers.items()):
        # A generator each, so that a change to one file leaves the others as they are.
        write(folder, name, columns(np.random.default_rng([SEED, number])))


if __name__ == "__main__":
    main()
