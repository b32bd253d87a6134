/// A figure with its bootstrap interval.
package struct Estimate: Hashable, Sendable {
  /// Of the data as they are.
  package let statistic: Statistic
  package let interval: Result<Interval, NoInterval>
  /// Set where the draws gave no interval to be trusted and Wilson's stands in its place.
  package let wilson: Wilson?

  /// Wilson's interval in the place of a bootstrap's.
  package struct Wilson: Hashable, Sendable {
    /// How many trials it takes the share to be of.
    package let clusters: Int
    package let instead: NoInterval
  }

  /// - Parameter replicates: NaN where the figure is undefined.
  init(of statistic: Statistic, replicates: some Collection<Double>, level: Double) {
    self.statistic = statistic
    wilson = nil
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
    wilson = nil
    interval = .failure(statistic.undefined.map { .figureUndefined($0) } ?? reason)
  }

  /// Below this share, the replicates left would speak of luckier data than these.
  private static let leastDefined = 0.95

  /// Of two or three clusters the interval is that from the lowest to the highest, whatever level was asked for: the
  /// draw of one cluster alone has a chance of 1/4 or 1/27, more than the 2.5 % beyond a bound.
  package static let leastClusters = 4
}

extension Estimate {
  /// For a share, or a mean of numbers from 0 to 1: where draws of these clusters say nothing of how far it may be off,
  /// Wilson's interval with each cluster as one trial, which errs on the wide side.
  /// - Parameter clusters: those that have something of the figure.
  package func ofShare(clusters: Int) -> Estimate {
    guard let share = statistic.value, let reason = doubt(clusters: clusters), reason != .notAskedFor,
      let interval = Interval.wilson(
        successes: min(max(share, 0), 1) * Double(clusters), trials: Double(clusters))
    else { return self }
    return Estimate(
      statistic, .success(interval), wilson: Wilson(clusters: clusters, instead: reason))
  }

  /// For a coefficient or another number without a law of its own: no interval where that of the draws says nothing.
  /// - Parameter clusters: those that have something of the figure.
  package func ofNumber(clusters: Int) -> Estimate {
    guard statistic.value != nil, let reason = doubt(clusters: clusters) else { return self }
    return Estimate(statistic, .failure(reason), wilson: nil)
  }

  package func without(_ reason: NoInterval) -> Estimate {
    statistic.value == nil ? self : Estimate(statistic, .failure(reason), wilson: nil)
  }

  private init(_ statistic: Statistic, _ interval: Result<Interval, NoInterval>, wilson: Wilson?) {
    self.statistic = statistic
    self.interval = interval
    self.wilson = wilson
  }

  /// Why the interval of the draws is none, or none to be trusted.
  private func doubt(clusters: Int) -> NoInterval? {
    switch interval {
    case .failure(.notAskedFor): .notAskedFor
    case _ where clusters < Self.leastClusters: .fewClusters(clusters)
    case .failure(let reason): reason
    case .success(let interval): interval.high - interval.low <= Self.rounding ? .noSpread : nil
    }
  }

  /// What sums in another order may differ by.
  private static let rounding = 1e-9
}

/// Why a figure has no bootstrap interval.
package enum NoInterval: Error, Hashable, Sendable, CustomStringConvertible {
  case figureUndefined(Undefined)
  /// Drawing from one prompt, or one annotator, gives the same data every time.
  case oneCluster
  /// So few clusters have anything of the figure that draws of them say little.
  case fewClusters(Int)
  /// Every draw gives the same figure.
  case noSpread
  /// So few items were ranked that even a perfect order is no more than chance gives once in so many cases.
  case fewItems(items: Int, byChanceOnceIn: Int)
  /// In so many replicates the figure was undefined.
  case mostlyUndefined(replicates: Int, of: Int)
  /// No replicates were asked for, or a level that is not between 0 and 1.
  case notAskedFor

  package var description: String {
    if case .figureUndefined(let reason) = self { reason.description } else { "no interval: \(reason)" }
  }

  /// The reason alone.
  package var reason: String {
    switch self {
    case .figureUndefined(let reason): reason.reason
    case .oneCluster: "one cluster only"
    case .fewClusters(let count):
      "\(count) \(count == 1 ? "cluster is" : "clusters are") too few to draw from"
    case .noSpread: "all draws give the same"
    case .fewItems(let items, let cases):
      "with \(items) a perfect order or its reverse comes by chance in 1 of \(cases) cases"
    case .mostlyUndefined(let count, let total): "undefined in \(count) of \(total) draws"
    case .notAskedFor: "none asked for"
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
