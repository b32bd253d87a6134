/// What people say of two candidates: one voice an annotator.
package struct Votes: Hashable, Sendable {
  package var first: Int
  package var second: Int
  package var tie: Int

  package init(first: Int = 0, second: Int = 0, tie: Int = 0) {
    self.first = first
    self.second = second
    self.tie = tie
  }

  package var count: Int { first + second + tie }

  package subscript(verdict: Verdict) -> Int {
    get {
      switch verdict {
      case .first: first
      case .second: second
      case .tie: tie
      }
    }
    set {
      switch verdict {
      case .first: first = newValue
      case .second: second = newValue
      case .tie: tie = newValue
      }
    }
  }

  /// The verdict with more voices than either other; `nil` where there is none.
  package var majority: Verdict? {
    Verdict.allCases.first { verdict in
      Verdict.allCases.allSatisfy { $0 == verdict || self[$0] < self[verdict] }
    }
  }
}
