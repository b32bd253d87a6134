import Preferences
import Screen

/// All that the annotation screen knows. Changed by `reduce`, drawn by `render`.
package struct AnnotateState: ScreenState {
  package let session: Session
  /// What the session's data is called on screen.
  package let title: String
  package let keys: AnnotateKeys

  package internal(set) var size: Size
  package internal(set) var stage: Stage = .loading
  package internal(set) var view = TrialView()
  package internal(set) var progress: Progress
  package internal(set) var notice: Notice?
  /// Trials to come, nearest first.
  var upcoming: [QueuedTrial] = []
  var supply: Supply = Supply()
  /// Oldest first.
  var history: [CommittedTrial]
  /// What undo took back, latest last.
  var undone: [CommittedTrial] = []
  var pending: Pending?
  var pictures = PictureBook()
  var eventIDs: EventIDSequence
  var keyGuard = KeyGuard()
  package internal(set) var scorer: ScorerStage
  var predictions = PredictionBook()
  /// Between the scorer and the annotator, in this session.
  var scorerAgreement = AgreementTally()
  var agreementHistory = AgreementHistory()
  var promptness = Promptness()
  /// Between other annotators and this one, on what others have judged.
  var othersAgreement = AgreementTally()
  var showsPanel = false
  var isQuitting = false

  /// - Parameters:
  ///   - history: choices that undo may take back, oldest first.
  ///   - revealed: those of their trials whose prediction the annotator may have seen.
  ///   - lastEvent: the newest event in the log, which new ones must follow.
  package init(
    session: Session, title: String, keys: AnnotateKeys = .standard, size: Size, progress: Progress,
    history: [ChoiceRecord] = [], revealed: Set<TrialID> = [], lastEvent: EventID? = nil,
    scorer: ScorerStage = .none
  ) {
    self.session = session
    self.title = title
    self.keys = keys
    self.size = size
    self.progress = progress
    self.history = history.map { record in
      CommittedTrial(record, wasRevealed: revealed.contains(record.trial.id))
    }
    self.scorer = scorer
    eventIDs = EventIDSequence(after: lastEvent)
  }

  package enum Stage: Equatable, Sendable {
    case loading
    case judging(QueuedTrial)
    /// The choice is on disk, and its trial stays until a key, with what the scorer says.
    case revealing(QueuedTrial)
    case finished
    case failed(String)
  }

  /// A trial with what the annotator has said of it so far.
  package struct QueuedTrial: Equatable, Sendable {
    package let trial: Trial
    package var remarks: Remarks
    /// The choice that undo took back.
    package var earlier: Outcome?
    /// The annotator may have seen what a scorer says of it: a choice on it is not blind.
    package var wasRevealed: Bool
    /// What other annotators chose, of these candidates or of some of them: a list of each, the oldest first.
    package let others: [[Outcome]]

    package init(
      trial: Trial, remarks: Remarks = Remarks(), earlier: Outcome? = nil, wasRevealed: Bool = false,
      others: [[Outcome]] = []
    ) {
      self.trial = trial
      self.remarks = remarks
      self.earlier = earlier
      self.wasRevealed = wasRevealed
      self.others = others
    }
  }

  /// How far the walk through the schedule is.
  struct Supply: Equatable, Sendable {
    var nextPosition = 0
    var hasMore = true
    /// The token of the request under way.
    var awaited: Int?
    var lastToken = 0
  }

  struct CommittedTrial: Equatable, Sendable {
    let queued: QueuedTrial
    let outcome: Outcome
    let event: EventID
    /// Whether it was made in this session, in sight of no score, and not on a repeat.
    let counts: Bool
    var prediction: PredictionState
    /// Where it stands in the history of agreement.
    var historyPlace: Int?

    enum PredictionState: Equatable, Sendable {
      /// Nothing scores, or the choice is of an earlier session.
      case none
      case awaited
      case ready(Prediction)
      case failed(String)

      var isReady: Bool { if case .ready = self { true } else { false } }
    }
  }

  /// An event on its way to the disk. There is one at a time; until it has arrived nothing moves on.
  struct Pending: Equatable, Sendable {
    let event: Event
    let trial: Trial
    let then: Continuation

    enum Continuation: Equatable, Sendable {
      case commit(Outcome)
      case takeBack(CommittedTrial)
      case bringBack(CommittedTrial)
      case remark
    }
  }
}

extension AnnotateState.CommittedTrial {
  /// A choice of an earlier session.
  init(_ record: ChoiceRecord, wasRevealed: Bool) {
    let remarks = Remarks(flagged: record.choice.flagged, note: record.choice.note)
    self.init(
      queued: AnnotateState.QueuedTrial(trial: record.trial, remarks: remarks, wasRevealed: wasRevealed),
      outcome: record.choice.outcome, event: record.choice.event, counts: false, prediction: .none)
  }
}
