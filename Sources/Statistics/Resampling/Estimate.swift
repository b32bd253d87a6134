/// A figure with its bootstrap interval.
package struct Estimate: Hashable, Sendable {
  /// Of the data as they are.
  package let statistic: Statistic
  package let interval: Result<Interval, NoInterval>

  /// - Parameter replicates: NaN where the figure is undefined.
  init(of statistic: Statistic, replicates: some Collection<Double>, level: Double) {
    self.statistic = statistic
    if let reason = statistic.undefined {
      interval = .failure(.figureUndefined(reason))
      return
    }
    let defined = replicates.filter { !$0.isNaN }
    guard Double(defined.count) >= Self.leastDefined * Double(replicates.count),
      let interval = Interval(percentiles: defined, level: level)
    else {
      interval = .failure(
        .mostlyUndefined(replicates: replicates.count - defined.count, of: replicates.count))
      return
    }
    self.interval = .success(interval)
  }

  init(of statistic: Statistic, without reason: NoInterval) {
    self.statistic = statistic
    interval = .failure(statistic.undefined.map { .figureUndefined($0) } ?? reason)
  }

  /// Below this share, the replicates left would speak of luckier data than these.
  private static let leastDefined = 0.95
}

/// Why a figure has no bootstrap interval.
package enum NoInterval: Error, Hashable, Sendable, CustomStringConvertible {
  case figureUndefined(Undefined)
  /// Drawing from one prompt, or one annotator, gives the same data every time.
  case oneCluster
  /// In so many replicates the figure was undefined.
  case mostlyUndefined(replicates: Int, of: Int)
  /// No replicates were asked for, or a level that is not between 0 and 1.
  case notAskedFor

  package var description: String {
    switch self {
    case .figureUndefined(let reason): reason.description
    case .oneCluster: "no interval: one cluster only"
    case .mostlyUndefined(let count, let total): "no interval: undefined in \(count) of \(total) replicates"
    case .notAskedFor: "no interval: none asked for"
    }
  }
}

extension Interval {
  /// The percentile interval of a bootstrap (Efron 1979): of 0.95, from the 2.5th to the 97.5th percentile.
  /// - Returns: `nil` where there are no replicates, or one is not finite.
  init?(percentiles replicates: [Double], level: Double) {
    guard !replicates.isEmpty, 0 < level, level < 1 else { return nil }
    let sorted = replicates.sorted()
    self.init(
      low: sorted.quantile((1 - level) / 2), high: sorted.quantile((1 + level) / 2))
  }
}

extension [Double] {
  /// Linear between the two neighbours, the most used of the definitions (Hyndman and Fan's seventh).
  fileprivate func quantile(_ share: Double) -> Double {
    let place = share * Double(count - 1)
    let below = Int(place)
    guard below + 1 < count else { return self[count - 1] }
    return self[below] + (place - Double(below)) * (self[below + 1] - self[below])
  }
}
