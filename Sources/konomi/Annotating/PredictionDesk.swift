import Annotation
import Dispatch
import Logging
import Preferences
import Synchronization
import Tensors

/// Scores the trials ahead, one after the other on a background thread, and reports each prediction.
///
/// Scores that are kept already are reported as they are; those of an older checkpoint of the same name stand in
/// until their successor's are there.
final class PredictionDesk: Sendable {
  private let opening: ScorerOpening
  private let store: any ScoreStore
  private let report: @Sendable (Action) -> Void
  private let wanted = Mutex<[Trial]>([])
  private let isClosed = Atomic(false)
  private let waiting = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  /// An outside program has this long to end before konomi does: twice what it is given to answer a signal.
  private static let ending = DispatchTimeInterval.seconds(3)

  /// - Parameter report: is called on the background thread.
  init(
    _ opening: ScorerOpening, keepingIn store: any ScoreStore, report: @escaping @Sendable (Action) -> Void
  ) {
    self.opening = opening
    self.store = store
    self.report = report
    BackgroundThread.start { [self] in
      work()
      ended.signal()
    }
  }

  /// These trials, and no others, in this order.
  func predict(_ trials: [Trial]) {
    wanted.withLock { $0 = trials }
    waiting.signal()
  }

  /// What is being computed is dropped; what is recorded already stays. Waits for nothing but an outside program,
  /// which would be left behind otherwise.
  func finish() {
    isClosed.store(true, ordering: .relaxed)
    waiting.signal()
    if opening.startsProgram { _ = ended.wait(timeout: .now() + Self.ending) }
  }

  private func work() {
    let log = Logger(label: "predict")
    do {
      let scorer = try opening.open(keepingIn: store) { self.isClosed.load(ordering: .relaxed) }.scorer
      let older = try store.scorers().filter {
        $0.name == scorer.identity.name && $0.id != scorer.identity.id
      }
      report(.scorerChanged(.ready(scorer.identity.name, score: scorer.identity.nameBesidePeople)))
      while !isClosed.load(ordering: .relaxed) {
        guard let trial = wanted.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
          waiting.wait()
          continue
        }
        try predict(trial, by: scorer, older: older)
      }
    } catch {
      let words = CommandFailure(error)?.description ?? "\(error)"
      log.error("no predictions", metadata: ["reason": "\(words)"])
      report(.scorerChanged(.failed(words)))
    }
  }

  /// - Throws: what leaves no hope for other trials either.
  private func predict(_ trial: Trial, by scorer: any Scorer, older: [ScorerIdentity]) throws {
    if let scores = try keptScores(of: trial, by: scorer.identity.id) {
      return report(.predicted(trial.id, Prediction(scores: scores, by: scorer.identity)))
    }
    for identity in older.reversed() {
      guard let scores = try keptScores(of: trial, by: identity.id) else { continue }
      report(.predicted(trial.id, Prediction(scores: scores, by: identity, isStale: true)))
      break
    }
    do throws(ScoringFault) {
      let scores = try scorer.scores(
        of: trial.candidates.map { ImageFile(image: $0.image, path: $0.path) }, for: trial.prompt)
      try record(scores, of: trial, by: scorer.identity.id)
      report(.predicted(trial.id, Prediction(scores: scores, by: scorer.identity)))
    } catch {
      switch error {
      case .image, .scorer: report(.predictionFailed(trial.id, "\(error)"))
      case .model, .store, .cancelled: throw error
      }
    }
  }

  /// - Returns: `nil` unless each candidate has one.
  private func keptScores(of trial: Trial, by scorer: ScorerID) throws -> [Double]? {
    let kept = try store.scores(of: trial.comparison, by: scorer)
    let scores = trial.images.compactMap { kept[$0] }
    return scores.count == trial.images.count ? scores : nil
  }

  private func record(_ scores: [Double], of trial: Trial, by scorer: ScorerID) throws(ScoringFault) {
    let made = zip(trial.images, scores).map { image, score in
      CandidateScore(comparison: trial.comparison, image: image, score: score)
    }
    do { try store.record(made, by: scorer) } catch { throw .store(error) }
  }
}
