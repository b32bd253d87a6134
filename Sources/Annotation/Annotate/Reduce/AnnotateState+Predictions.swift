import Preferences

extension AnnotateState {
  /// Trials that were judged before their prediction came are scored after those to come, the latest first. More
  /// than these are left to scoring the whole database.
  static let mostLatePredictions = 50

  /// What the annotator is shown of predictions.
  var reveal: Reveal { session.settings.reveal ?? .never }

  /// Whether a choice on the trial in front is made in sight of a score.
  var hasSeenScores: Bool {
    guard let queued = current else { return false }
    return queued.wasRevealed || reveal == .always && predictions.prediction(of: queued.trial.id) != nil
  }

  mutating func changeScorer(to stage: ScorerStage) {
    scorer = stage
    guard case .failed(let reason) = stage else { return }
    notice = Notice("no predictions: \(reason)", isError: true)
    for index in history.indices where history[index].prediction == .awaited {
      history[index].prediction = .failed(reason)
    }
  }

  /// Names the trials that lack a prediction when they are other than before: in front, judged already, to come.
  mutating func predictIfChanged() -> [Effect] {
    guard scorer.isWorking else { return [] }
    let ahead = [current].compactMap { $0?.trial } + upcoming.map(\.trial)
    let late = history.suffix(Self.mostLatePredictions).reversed().filter { $0.prediction == .awaited }
    var seen: Set<TrialID> = []
    let trials = (ahead + late.map(\.queued.trial)).filter { seen.insert($0.id).inserted }
    return predictions.want(trials).map { [.predict($0)] } ?? []
  }

  mutating func receive(_ entry: PredictionBook.Entry, for trial: TrialID) {
    predictions.receive(entry, for: trial)
    let late = history.suffix(Self.mostLatePredictions).lastIndex {
      $0.prediction == .awaited && $0.queued.trial.id == trial
    }
    guard let late, takePrediction(at: late) else { return }
    countScorer(at: late)
  }

  /// The latest choice stands, for the first time or again.
  mutating func countLast() {
    let last = history.count - 1
    takePrediction(at: last)
    countScorer(at: last)
    guard history[last].counts, let agreement = history[last].agreementWithOthers else { return }
    othersAgreement.add(agreement)
  }

  /// The latest choice stands no longer.
  mutating func takeBackLast() {
    let last = history.removeLast()
    if case .ready(let prediction) = last.prediction {
      predictions.putBack(prediction, for: last.queued.trial.id)
    }
    guard last.counts else { return }
    if let agreement = last.agreementWithOthers { othersAgreement.takeBack(agreement) }
    guard let agreement = last.agreementWithScorer, let place = last.historyPlace else { return }
    scorerAgreement.takeBack(agreement)
    agreementHistory.takeBack(agreement.credit, from: place)
  }

  /// Puts the prediction beside the choice.
  /// - Returns: whether it is there now and was not before.
  @discardableResult
  private mutating func takePrediction(at index: Int) -> Bool {
    guard history[index].prediction == .awaited else { return false }
    switch predictions[history[index].queued.trial.id] {
    case .ready(let prediction) where !prediction.isStale: history[index].prediction = .ready(prediction)
    case .failed(let reason): history[index].prediction = .failed(reason)
    case .ready, .awaited, nil: return false
    }
    return true
  }

  private mutating func countScorer(at index: Int) {
    guard history[index].counts, let agreement = history[index].agreementWithScorer else { return }
    scorerAgreement.add(agreement)
    history[index].historyPlace = agreementHistory.add(agreement.credit)
  }
}

extension AnnotateState.CommittedTrial {
  /// `nil` where there is no prediction yet, or where the choice decides no pair.
  var agreementWithScorer: TrialAgreement? {
    guard case .ready(let prediction) = prediction else { return nil }
    return TrialAgreement(of: outcome, with: prediction, on: queued.trial)
  }

  /// `nil` where nobody else has judged a pair that the choice decides.
  var agreementWithOthers: TrialAgreement? {
    TrialAgreement(of: outcome, with: queued.others, on: queued.trial)
  }
}
