/// Cohen's kappa: agreement beyond what two raters with the same totals would reach by chance, as a share of
/// what there is to reach.
extension ConfusionTable {
  /// Kappa (Cohen 1960), or weighted kappa (Cohen 1968). Costs one step a category without weights, so
  /// constant time per judgement as the table grows; one a cell with them.
  /// - Returns: undefined without data, and where both raters put every item into one same category.
  package func kappa(weights: CategoryWeights = .identity) -> Statistic {
    Statistic { () throws(Undefined) in
      let (observed, expected) = try agreements(weights)
      return (observed - expected) / (1 - expected)
    }
  }

  /// The large-sample standard error of `kappa` (Fleiss, Cohen & Everitt 1969, formula 13 of theirs with
  /// weights). 0 at perfect agreement, whatever the number of items. Costs one step a cell.
  /// - Parameter times: how often each item is counted in the table.
  package func kappaStandardError(
    weights: CategoryWeights = .identity, itemsCounted times: Int = 1
  ) -> Statistic {
    Statistic { () throws(Undefined) in
      let (observed, expected) = try agreements(weights)
      let kappa = (observed - expected) / (1 - expected)
      // The mean weight that an item of a category meets, by chance, at the other rater.
      var (ofRow, ofColumn) = (rowTotals.map { _ in 0.0 }, columnTotals.map { _ in 0.0 })
      forEachCell(weights) { row, column, weight, _ in
        ofRow[row] += weight * share(columnTotals[column])
        ofColumn[column] += weight * share(rowTotals[row])
      }
      let mean = kappa - expected * (1 - kappa)
      var variance = 0.0
      forEachCell(weights) { row, column, weight, observed in
        let deviation = weight - (ofRow[row] + ofColumn[column]) * (1 - kappa)
        variance += observed * (deviation - mean) * (deviation - mean)
      }
      return (variance * Double(times) / Double(total)).squareRoot() / (1 - expected)
    }
  }

  /// The normal interval about `kappa`, cut to −1…1.
  /// - Returns: `nil` where kappa is undefined, or `level` is not between 0 and 1.
  package func kappaInterval(
    level: Double = Interval.usualLevel, weights: CategoryWeights = .identity, itemsCounted times: Int = 1
  ) -> Interval? {
    guard let kappa = kappa(weights: weights).value,
      let error = kappaStandardError(weights: weights, itemsCounted: times).value, level > 0, level < 1
    else { return nil }
    let margin = NormalDistribution.halfWidth(level: level) * error
    return Interval(low: max(-1, kappa - margin), high: min(1, kappa + margin))
  }

  /// The mean weight of the items, and what it would be if the raters judged independently.
  private func agreements(
    _ weights: CategoryWeights
  ) throws(Undefined) -> (observed: Double, expected: Double) {
    guard total > 0 else { throw .noData }
    guard !(0..<categories).contains(where: { rowTotals[$0] == total && columnTotals[$0] == total }) else {
      throw .noVariation
    }
    guard weights != .identity else {
      let expected = (0..<categories).reduce(0.0) { $0 + share(rowTotals[$1]) * share(columnTotals[$1]) }
      return (share(agreements), expected)
    }
    var (observed, expected) = (0.0, 0.0)
    forEachCell(weights) { row, column, weight, share in
      observed += weight * share
      expected += weight * self.share(rowTotals[row]) * self.share(columnTotals[column])
    }
    return (observed, expected)
  }

  private func forEachCell(
    _ weights: CategoryWeights, _ body: (_ row: Int, _ column: Int, _ weight: Double, _ share: Double) -> Void
  ) {
    for row in 0..<categories {
      for column in 0..<categories {
        let weight = weights.agreement(row, column, categories: categories)
        body(row, column, weight, share(counts[row * categories + column]))
      }
    }
  }

  private func share(_ count: Int) -> Double { Double(count) / Double(total) }
}
