import Annotation
import Dispatch
import Logging
import Preferences
import Synchronization

/// Has the store do what the review screen wants, on threads of its own, and reports back.
///
/// Reading has its own queue, so that it never holds up a judgement.
final class DisagreementDesk: Sendable {
  typealias Store = any ChoiceStore & ScoreStore & StudySource & ReviewStore

  private let store: Store
  private let scorer: ScorerIdentity
  private let report: @Sendable (ReviewState.Action) -> Void
  private let isFinished = Atomic(false)
  private let writing = DispatchQueue(label: "konomi.reviews.write", qos: .userInteractive)
  private let reading = DispatchQueue(label: "konomi.reviews.read", qos: .userInitiated)

  init(store: Store, scorer: ScorerIdentity, report: @escaping @Sendable (ReviewState.Action) -> Void) {
    self.store = store
    self.scorer = scorer
    self.report = report
  }

  func loadQueue() {
    reading.async { [self] in
      do {
        var lastEvent: EventID?
        var reviews: [CandidatePair: Review] = [:]
        try store.forEachReviewEvent { event in
          reviews[event.pair, default: Review()].take(event)
          lastEvent = event.id
        }
        let isCancelled = { self.isFinished.load(ordering: .relaxed) }
        guard let queue = try ReviewQueue.load(scorer: scorer, from: store, isCancelled: isCancelled) else {
          return
        }
        report(.queueLoaded(queue, reviews: reviews, lastEvent: lastEvent))
      } catch {
        report(.queueFailed("\(error)"))
      }
    }
  }

  func loadEvidence(on pair: CandidatePair) {
    reading.async { [self] in
      do {
        report(.evidenceLoaded(pair, try PairEvidence(on: pair, in: store)))
      } catch {
        report(.evidenceFailed(pair, "\(error)"))
      }
    }
  }

  func record(_ event: ReviewEvent) {
    writing.async { [self] in
      do {
        try store.record(event)
        report(.recorded(event.id))
      } catch {
        Logger(label: "review").error("not recorded", metadata: ["reason": "\(error)"])
        report(.recordFailed(event.id, "\(error)"))
      }
    }
  }

  /// Returns when all that was given to record has been dealt with; what is being read is given up.
  func finish() {
    isFinished.store(true, ordering: .relaxed)
    writing.sync {}
  }
}
