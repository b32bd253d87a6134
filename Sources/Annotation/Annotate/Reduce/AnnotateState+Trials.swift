import Preferences
import Screen

extension AnnotateState {
  /// How many trials are held ready beyond the one in front.
  static let lookahead = 4

  mutating func loadMoreIfNeeded() -> [Effect] {
    guard supply.hasMore, supply.awaited == nil, upcoming.count < Self.lookahead else { return [] }
    supply.lastToken += 1
    supply.awaited = supply.lastToken
    return [.loadTrials(from: supply.nextPosition, count: Self.lookahead, token: supply.lastToken)]
  }

  mutating func receive(_ trials: [QueuedTrial], nextPosition: Int?, token: Int) {
    guard supply.awaited == token else { return }
    supply.awaited = nil
    supply.hasMore = nextPosition != nil
    supply.nextPosition = nextPosition ?? supply.nextPosition
    upcoming += trials
    if shown == nil { showNext() }
  }

  mutating func receiveLoadFailure(_ reason: String, token: Int) {
    guard supply.awaited == token else { return }
    supply.awaited = nil
    supply.hasMore = false
    if shown == nil { stage = .failed(reason) } else { notice = Notice(reason, isError: true) }
  }

  mutating func showNext() {
    if !upcoming.isEmpty {
      show(upcoming.removeFirst())
    } else if !supply.hasMore, !putOff.isEmpty {
      show(putOff.removeFirst())
    } else {
      stage = supply.hasMore ? .loading : .finished
      view = TrialView()
    }
  }

  /// Leaves the result.
  mutating func goOn() {
    guard case .revealing = stage else { return }
    showNext()
  }

  mutating func show(_ queued: QueuedTrial) {
    stage = .judging(queued)
    view = TrialView()
    notice = nil
  }
}
