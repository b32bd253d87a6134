/// Scores the comparisons in a store that have no scores yet, and records each as soon as it is known: whatever
/// stops the work, what is done is kept.
package struct ComparisonScoring {
  package let scorer: any Scorer
  package let choices: any ChoiceStore
  package let scores: any ScoreStore
  package let shard: Shard

  package init(scorer: any Scorer, choices: any ChoiceStore, scores: any ScoreStore, shard: Shard = .whole) {
    self.scorer = scorer
    self.choices = choices
    self.scores = scores
    self.shard = shard
  }

  package struct Summary: Hashable, Sendable {
    package var comparisons = 0
    package var images = 0
    /// An image that could not be scored leaves its whole comparison without scores.
    package var leftOut: [LeftOut] = []
    package var isCancelled = false

    package init(comparisons: Int = 0, images: Int = 0, leftOut: [LeftOut] = [], isCancelled: Bool = false) {
      self.comparisons = comparisons
      self.images = images
      self.leftOut = leftOut
      self.isCancelled = isCancelled
    }
  }

  package struct LeftOut: Hashable, Sendable {
    package let comparison: ComparisonID
    package let fault: ScoringFault

    package init(comparison: ComparisonID, fault: ScoringFault) {
      self.comparison = comparison
      self.fault = fault
    }
  }

  package struct Progress: Hashable, Sendable {
    /// Images, those of comparisons that were left out among them.
    package let done: Int
    package let total: Int

    package init(done: Int, total: Int) {
      self.done = done
      self.total = total
    }
  }

  /// - Parameters:
  ///   - isCancelled: looked at between batches.
  ///   - progress: called as images are done.
  /// - Throws: `ScoringFault` or `StoreFault` where going on makes no sense.
  package func run(
    isCancelled: () -> Bool = { false }, progress: (Progress) -> Void = { _ in }
  ) throws -> Summary {
    let waiting = try scores.comparisonsLackingScores(by: scorer.identity.id).filter { shard.contains($0) }
    let counts = Dictionary(
      uniqueKeysWithValues: try choices.comparisonSummaries().map { ($0.id, $0.candidateCount) })
    let total = waiting.reduce(0) { $0 + counts[$1, default: 0] }
    var summary = Summary()
    var done = 0
    for start in stride(from: 0, to: waiting.count, by: Self.comparisonsAtOnce) {
      let comparisons = try waiting[start..<min(start + Self.comparisonsAtOnce, waiting.count)]
        .compactMap { try choices.comparison($0) }
      let images = comparisons.flatMap(\.imageFiles)
      var prepared = done
      let isPrepared = try prepare(images, isCancelled: isCancelled) { count in
        prepared += count
        progress(Progress(done: prepared, total: total))
      }
      guard isPrepared else {
        summary.isCancelled = true
        return summary
      }
      for comparison in comparisons {
        if isCancelled() {
          summary.isCancelled = true
          return summary
        }
        try score(comparison, into: &summary)
      }
      done += images.count
      progress(Progress(done: done, total: total))
    }
    return summary
  }

  /// - Returns: `false` when it was cancelled.
  private func prepare(
    _ images: [ImageFile], isCancelled: () -> Bool, progress: (Int) -> Void
  ) throws(ScoringFault) -> Bool {
    do {
      try scorer.prepare(images, isCancelled: isCancelled, progress: progress)
      return true
    } catch {
      guard error == .cancelled else { throw error }
      return false
    }
  }

  private func score(_ comparison: Comparison, into summary: inout Summary) throws {
    do throws(ScoringFault) {
      let values = try scorer.scores(of: comparison.imageFiles, for: comparison.prompt)
      let made = zip(comparison.candidates, values).map { candidate, value in
        CandidateScore(comparison: comparison.id, image: candidate.image, score: value)
      }
      do { try scores.record(made, by: scorer.identity.id) } catch { throw .store(error) }
      summary.comparisons += 1
      summary.images += made.count
    } catch {
      guard case .image = error else { throw error }
      summary.leftOut.append(LeftOut(comparison: comparison.id, fault: error))
    }
  }

  /// Enough to fill batches where candidates are few, and little to lose.
  private static let comparisonsAtOnce = 4
}

/// One of several equal parts of the comparisons, for machines that share the work: parts overlap nowhere, and
/// which part a comparison is in depends on its id alone.
package struct Shard: Hashable, Sendable {
  /// From 1 to `count`.
  package let number: Int
  package let count: Int

  package static let whole = Shard(unchecked: 1, of: 1)

  /// - Returns: `nil` unless 1 ≤ number ≤ count.
  package init?(number: Int, of count: Int) {
    guard 1 <= number, number <= count else { return nil }
    self.init(unchecked: number, of: count)
  }

  private init(unchecked number: Int, of count: Int) {
    self.number = number
    self.count = count
  }

  package func contains(_ comparison: ComparisonID) -> Bool {
    var fields = HashFields("shard")
    fields.append(comparison)
    return SipHash.naming(fields.bytes).high % UInt64(count) == UInt64(number - 1)
  }
}

extension Comparison {
  package var imageFiles: [ImageFile] {
    candidates.map { ImageFile(image: $0.image, path: $0.path) }
  }
}
