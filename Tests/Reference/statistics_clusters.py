"""What SciPy, NumPy and statsmodels make of shares and differences of trials that come in clusters.

    python statistics_clusters.py ../StatisticsTests/Fixtures

in a virtual environment with requirements.txt. Seed 20260301; the same file from the same versions. Writes clusters.json:
    successes, trials     of each cluster, 300 cases
    effective, low, high  the trials over the design effect, and Wilson's interval by statsmodels for these, made smaller by
                          (z/t)^2; tolerance 1e-9
    differences, p        SciPy's permutation_test of paired samples, all 2^n signs; tolerance 1e-9
"""

import json
import sys
from pathlib import Path

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

SEED = 20260301


def share(random):
    clusters = int(random.integers(2, 40))
    chance = random.beta(2, 1, clusters)
    trials = random.integers(1, 20, clusters)
    successes = random.binomial(trials, chance)
    n, m = trials.sum(), clusters
    p = successes.sum() / n
    if p in (0, 1):
        effective = float(m)
    else:
        # The ratio estimator's variance, linearised.
        variance = np.var(successes - p * trials, ddof=1) * m / n**2
        effective = float(min(n, p * (1 - p) / variance)) if variance > 0 else float(n)
    used = effective * (stats.norm.ppf(0.975) / stats.t.ppf(0.975, m - 1)) ** 2
    low, high = proportion_confint(p * used, used, method="wilson")
    return dict(successes=successes.tolist(), trials=trials.tolist(), effective=effective, low=low, high=high)


def difference(random):
    count = int(random.integers(2, 13))
    differences = random.integers(-6, 8, count)
    test = stats.permutation_test(
        (differences,), np.sum, permutation_type="samples", n_resamples=np.inf, alternative="two-sided")
    return dict(differences=differences.tolist(), p=float(min(1, test.pvalue)))


def main(folder):
    random = np.random.default_rng(SEED)
    shares = [share(random) for _ in range(300)]
    differences = [difference(random) for _ in range(300)]
    columns = {name: [row[name] for row in shares] for name in shares[0]}
    columns |= {name: [row[name] for row in differences] for name in differences[0]}
    (folder / "clusters.json").write_text(json.dumps(columns, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
