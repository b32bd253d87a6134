import Preferences
import Screen

/// All that the annotation screen knows. Changed by `reduce`, drawn by `render`.
package struct AnnotateState: ScreenState {
  package let session: Session
  /// What the session's data is called on screen.
  package let title: String
  package let keys: AnnotateKeys

  package internal(set) var size: Size { didSet { conditions.size = SessionConditions.Size(size) } }
  /// What is kept of the circumstances of this session, as far as it is known.
  package internal(set) var conditions: SessionConditions
  /// In how many colours pictures are drawn.
  package internal(set) var colors: ColorDepth { didSet { conditions.colors = colors.rawValue } }
  package internal(set) var stage: Stage = .loading
  package internal(set) var view = TrialView()
  package internal(set) var progress: Progress
  package internal(set) var notice: Notice?
  /// Trials to come, nearest first.
  var upcoming: [QueuedTrial] = []
  var supply: Supply = Supply()
  /// Trials that others had in front, to be judged once all others are.
  var putOff: [QueuedTrial] = []
  /// Oldest first.
  var history: [CommittedTrial]
  /// What undo took back, latest last.
  var undone: [CommittedTrial]
  var question: Question?
  var pending: Pending?
  /// What could not be recorded because the database is not where it was.
  var unsaved: Pending?
  /// The file that took the place of a database that was moved.
  package internal(set) var rescued: String?
  var isRescueTold = false
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
  ///   - undone: choices that redo may bring back, the latest undone last.
  ///   - revealed: those of their trials whose prediction the annotator may have seen.
  ///   - lastEvent: the newest event in the log, which new ones must follow.
  ///   - conditions: what is known of the terminal; its size and colours are set here.
  package init(
    session: Session, title: String, keys: AnnotateKeys = .standard, size: Size, progress: Progress,
    history: [ChoiceRecord] = [], undone: [ChoiceRecord] = [], revealed: Set<TrialID> = [],
    lastEvent: EventID? = nil, scorer: ScorerStage = .none, colors: ColorDepth = .truecolor,
    conditions: SessionConditions = SessionConditions()
  ) {
    self.session = session
    self.title = title
    self.keys = keys
    self.size = size
    self.conditions = conditions
    self.conditions.size = SessionConditions.Size(size)
    self.conditions.colors = colors.rawValue
    self.colors = colors
    self.progress = progress
    func committed(_ record: ChoiceRecord) -> CommittedTrial {
      CommittedTrial(record, wasRevealed: revealed.contains(record.trial.id))
    }
    self.history = history.map(committed)
    self.undone = undone.map(committed)
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
    package let others: [[OtherChoice]]
    /// Somebody else had it in front when its turn came: now it comes whatever others do.
    package internal(set) var wasPutOff = false

    package init(
      trial: Trial, remarks: Remarks = Remarks(), earlier: Outcome? = nil, wasRevealed: Bool = false,
      others: [[OtherChoice]] = []
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
    /// When it was made, where that was not in this session.
    var madeEarlier: Timestamp?

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
      outcome: record.choice.outcome, event: record.choice.event, counts: false, prediction: .none,
      madeEarlier: record.choice.at)
  }
}

extension SessionConditions.Size {
  init(_ size: Size) {
    self.init(columns: size.width, rows: size.height)
  }
}
