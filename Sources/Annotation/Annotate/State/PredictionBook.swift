import Preferences

/// Which trials need a prediction, and what has become of each.
struct PredictionBook: Equatable, Sendable {
  enum Entry: Equatable, Sendable {
    case awaited
    case ready(Prediction)
    case failed(String)

    /// Nothing better is to come.
    var isSettled: Bool {
      switch self {
      case .awaited: false
      case .ready(let prediction): !prediction.isStale
      case .failed: true
      }
    }
  }

  private var entries: [TrialID: Entry] = [:]
  private var candidateCounts: [TrialID: Int] = [:]
  private var wanted: [TrialID] = []

  subscript(trial: TrialID) -> Entry? { entries[trial] }

  func prediction(of trial: TrialID) -> Prediction? {
    if case .ready(let prediction) = entries[trial] { prediction } else { nil }
  }

  /// Takes note of the trials that predictions are of use for, most urgent first, and forgets the others.
  /// - Returns: those to ask for; `nil` where they are the same as before.
  mutating func want(_ trials: [Trial]) -> [Trial]? {
    candidateCounts = Dictionary(trials.map { ($0.id, $0.candidates.count) }) { first, _ in first }
    entries = entries.filter { candidateCounts[$0.key] != nil }
    for trial in trials where entries[trial.id] == nil { entries[trial.id] = .awaited }
    let open = trials.filter { entries[$0.id]?.isSettled == false }
    guard open.map(\.id) != wanted else { return nil }
    wanted = open.map(\.id)
    return open
  }

  /// What became of a trial's prediction; nothing where it is no longer of use, settled already, or of other
  /// candidates.
  mutating func receive(_ entry: Entry, for trial: TrialID) {
    guard entries[trial]?.isSettled == false else { return }
    if case .ready(let prediction) = entry, prediction.scores.count != candidateCounts[trial] { return }
    entries[trial] = entry
    // What has arrived need not be asked for again.
    if entry.isSettled { wanted.removeAll { $0 == trial } }
  }

  /// Takes back a prediction that had been handed out with a choice, when its trial is in front again.
  mutating func putBack(_ prediction: Prediction, for trial: TrialID) {
    entries[trial] = .ready(prediction)
  }

  /// Has what failed asked for again.
  mutating func forgetFailures() {
    entries = entries.filter { if case .failed = $0.value { false } else { true } }
  }
}
