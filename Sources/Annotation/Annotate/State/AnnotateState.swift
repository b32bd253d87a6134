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
  var isQuitting = false

  /// - Parameters:
  ///   - history: choices that undo may take back, oldest first.
  ///   - lastEvent: the newest event in the log, which new ones must follow.
  package init(
    session: Session, title: String, keys: AnnotateKeys = .standard, size: Size, progress: Progress,
    history: [ChoiceRecord] = [], lastEvent: EventID? = nil
  ) {
    self.session = session
    self.title = title
    self.keys = keys
    self.size = size
    self.progress = progress
    self.history = history.map(CommittedTrial.init)
    eventIDs = EventIDSequence(after: lastEvent)
  }

  package enum Stage: Equatable, Sendable {
    case loading
    case judging(QueuedTrial)
    case finished
    case failed(String)
  }

  /// A trial with what the annotator has said of it so far.
  package struct QueuedTrial: Equatable, Sendable {
    package let trial: Trial
    package var remarks: Remarks
    /// The choice that undo took back.
    package var earlier: Outcome?

    package init(trial: Trial, remarks: Remarks = Remarks(), earlier: Outcome? = nil) {
      self.trial = trial
      self.remarks = remarks
      self.earlier = earlier
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
  init(_ record: ChoiceRecord) {
    let remarks = Remarks(flagged: record.choice.flagged, note: record.choice.note)
    self.init(
      queued: AnnotateState.QueuedTrial(trial: record.trial, remarks: remarks),
      outcome: record.choice.outcome, event: record.choice.event)
  }
}
