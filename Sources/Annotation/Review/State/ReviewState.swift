import Preferences
import Screen

/// All that the review screen knows: a walk through the pairs on which people and a scorer disagree. The reviewer
/// judges each pair blind; only then `render` shows what people chose and what scorers say.
package struct ReviewState: ScreenState {
  package let reviewer: Annotator
  /// What the data is called on screen.
  package let title: String
  package let tags: ErrorTags
  package let keys: ReviewKeys

  package internal(set) var size: Size
  /// In how many colours pictures are drawn.
  package internal(set) var colors: ColorDepth
  package internal(set) var stage: Stage = .loading
  package internal(set) var filter: ReviewFilter
  package internal(set) var view = ReviewView()
  package internal(set) var notice: Notice?
  var walk = ReviewWalk()
  var reviews: [CandidatePair: Review] = [:]
  var evidence: Evidence?
  /// Whether a revealed pair leaves the room to its pictures.
  var hidesDetails = false
  var pending: Pending?
  var pictures = PictureBook()
  var eventIDs = EventIDSequence()
  var keyGuard = KeyGuard()
  /// Whether the terminal says when a frame is on the glass; `nil` while that is not known.
  var confirmsFrames: Bool?
  var isQuitting = false

  package init(
    reviewer: Annotator, title: String, tags: ErrorTags = .standard, filter: ReviewFilter = ReviewFilter(),
    keys: ReviewKeys = .standard, size: Size, colors: ColorDepth = .truecolor
  ) {
    self.reviewer = reviewer
    self.title = title
    self.tags = tags
    self.filter = filter
    self.keys = keys
    self.size = size
    self.colors = colors
  }

  package enum Stage: Equatable, Sendable {
    case loading
    case reviewing(ReviewQueue)
    case failed(String)
  }

  /// What is known of the pair in front, as it comes from the store.
  struct Evidence: Equatable, Sendable {
    let pair: CandidatePair
    var content: Content

    enum Content: Equatable, Sendable {
      case awaited
      case ready(PairEvidence)
      case failed(String)
    }
  }

  /// An event on its way to the disk. There is one at a time; until it has arrived nothing moves on.
  struct Pending: Equatable, Sendable {
    let event: ReviewEvent
  }
}

/// The pair in front of the reviewer.
struct CurrentPair: Equatable, Sendable {
  let item: ReviewItem
  /// In the order on screen.
  let candidates: [Candidate]
  let review: Review
  /// Whether the reviewer has judged it.
  let isRevealed: Bool

  var pair: CandidatePair { item.pair }

  /// The place of an image on screen, from 0.
  func place(of image: ImageID) -> Int? {
    candidates.firstIndex { $0.image == image }
  }
}

extension ReviewState {
  var queue: ReviewQueue? {
    if case .reviewing(let queue) = stage { queue } else { nil }
  }

  var current: CurrentPair? {
    walk.current.flatMap { queue?.items[$0] }.map(seen)
  }

  func seen(_ item: ReviewItem) -> CurrentPair {
    let review = reviews[item.pair] ?? Review()
    return CurrentPair(
      item: item, candidates: item.pair.order(for: reviewer.id).map(item.candidate(showing:)), review: review,
      isRevealed: review.judgement(of: reviewer.id) != nil)
  }

  func isReviewed(_ item: ReviewItem) -> Bool {
    reviews[item.pair]?.judgement(of: reviewer.id) != nil
  }

  /// What is known of the pair in front, once the reviewer may see it.
  var revealed: Evidence.Content? {
    guard let current, current.isRevealed, evidence?.pair == current.pair else { return nil }
    return evidence?.content
  }

  func showsDetails(of current: CurrentPair) -> Bool {
    current.isRevealed && !hidesDetails
  }
}
