/// What a choice says of two of the candidates shown.
package struct PairVerdict: Hashable, Sendable {
  /// Places in the comparison; `first` is the lower one.
  package let first: Int32
  package let second: Int32
  package let verdict: Verdict

  package init(first: Int32, second: Int32, verdict: Verdict) {
    self.first = first
    self.second = second
    self.verdict = verdict
  }
}

extension Study {
  /// Calls `body` with every pair that a choice says something of, as `Outcome.verdict(on:_:)` does, pairs in
  /// ascending order. Leaves out the pairs without a candidate of a generator that the filter asks for.
  /// Cost: that of the pairs.
  @inlinable
  package func forEachVerdict(of choice: StudyChoice, _ body: (PairVerdict) throws -> Void) rethrows {
    guard choice.outcome != .bothBad, choice.outcome != .skip else { return }
    let isOrder = choice.outcome == .ranking
    let range = choice.members
    for left in range {
      for right in left + 1..<range.upperBound {
        let (first, second) = (members[left], members[right])
        let verdict: Verdict
        if first.level == second.level {
          if choice.outcome == .preferred { continue }
          verdict = .tie
        } else if isOrder || first.level == 0 || second.level == 0 {
          verdict = first.level < second.level ? .first : .second
        } else {
          continue
        }
        guard isWanted(first.place, second.place, of: choice.comparison) else { continue }
        try body(PairVerdict(first: first.place, second: second.place, verdict: verdict))
      }
    }
  }

  /// Whether the filter takes a pair of places of a comparison.
  package func isWanted(_ first: Int32, _ second: Int32, of comparison: Int32) -> Bool {
    guard !isWanted.isEmpty else { return true }
    let start = comparisons.candidates(of: Int(comparison)).lowerBound
    return isWanted(start + Int(first)) || isWanted(start + Int(second))
  }

  private func isWanted(_ candidate: Int) -> Bool {
    let generator = comparisons.generators[candidate]
    return generator >= 0 && isWanted[Int(generator)]
  }
}
