import Preferences

/// How far a choice on one trial and other opinions of it say the same, over the pairs that it decides: the convention
/// `imagereward`, as in the report.
struct TrialAgreement: Equatable, Sendable {
  /// Of each pair, first the choice's verdict and then the other's.
  private(set) var pairs: [Pair] = []
  private let standsForModel: Stand

  struct Pair: Equatable, Sendable {
    let choice: Verdict
    let other: Verdict
  }

  /// Who is the model whose ties are wrong, and whose pairs do not count where the person ties.
  private enum Stand: Equatable, Sendable {
    case other
    /// Of two people each does once.
    case each
  }

  /// What the pairs add to the numerator and to the denominator of the figure.
  var credit: Credit {
    pairs.reduce(into: Credit()) { credit, pair in
      let stands = standsForModel == .each ? [pair.choice, pair.other] : [pair.choice]
      for person in stands where person != .tie {
        credit.counted += 1
        if pair.choice == pair.other { credit.earned += 1 }
      }
    }
  }

  struct Credit: Equatable, Sendable {
    var earned = 0
    var counted = 0

    /// `nil` where nothing counts.
    var share: Double? { counted == 0 ? nil : Double(earned) / Double(counted) }

    mutating func add(_ other: Credit, times: Int = 1) {
      earned += times * other.earned
      counted += times * other.counted
    }
  }

  /// - Returns: `nil` where the choice decides no pair.
  init?(of outcome: Outcome, with prediction: Prediction, on trial: Trial) {
    standsForModel = .other
    add(outcome, on: trial) { first, second in prediction.verdict(on: first, second) }
    pairs.removeAll { $0.choice == .tie }
    if pairs.isEmpty { return nil }
  }

  /// - Parameter others: of each person the choices, the first of which counts on a pair. Of a pair that one says nothing
  ///   of, nothing of that one is counted.
  /// - Returns: `nil` where no pair is left that anybody decides.
  init?(of outcome: Outcome, with others: [[OtherChoice]], on trial: Trial) {
    standsForModel = .each
    let images = trial.images
    for choices in others {
      add(outcome, on: trial) { first, second in
        choices.lazy.compactMap { $0.verdict(on: images[first], images[second]) }.first
      }
    }
    if credit.counted == 0 { return nil }
  }

  private mutating func add(_ outcome: Outcome, on trial: Trial, verdict: (Int, Int) -> Verdict?) {
    let images = trial.images
    for first in images.indices {
      for second in images.indices.dropFirst(first + 1) {
        guard let choice = outcome.verdict(on: images[first], images[second]),
          let other = verdict(first, second)
        else { continue }
        pairs.append(Pair(choice: choice, other: other))
      }
    }
  }
}

/// What another annotator chose, of the candidates shown to them: it says nothing of any others.
package struct OtherChoice: Equatable, Sendable {
  private let outcome: Outcome
  private let shown: [ImageID]

  package init(_ outcome: Outcome, of shown: [ImageID]) {
    self.outcome = outcome
    self.shown = shown
  }

  func verdict(on first: ImageID, _ second: ImageID) -> Verdict? {
    shown.contains(first) && shown.contains(second) ? outcome.verdict(on: first, second) : nil
  }
}
