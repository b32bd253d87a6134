import Preferences

/// What is particular to the showing of one trial and gone with the next.
package struct TrialView: Equatable, Sendable {
  var decidingTime = DecidingTime()
  /// When a frame with all candidates was first on its way to the terminal.
  var writtenAt: Int?
  /// The candidate that arrow keys moved to, by display order.
  package internal(set) var cursor = 0
  /// Best first, as far as pressed; images in one group are tied.
  var ranking: [[ImageID]] = []
  /// The next candidate pressed ties with the last.
  var joinsLastRank = false
  package internal(set) var focus: Focus = .candidates

  package enum Focus: Equatable, Sendable {
    case candidates
    /// One candidate alone, by display order.
    case zoom(Int)
    case help
    case prompt
    case note(String)
  }

  /// The place of an image in the ranking so far, from 1; tied images share the best place.
  func rank(of image: ImageID) -> Int? {
    var place = 1
    for group in ranking {
      if group.contains(image) { return place }
      place += group.count
    }
    return nil
  }

  mutating func rankNext(_ image: ImageID) {
    if joinsLastRank, !ranking.isEmpty {
      ranking[ranking.count - 1].append(image)
    } else {
      ranking.append([image])
    }
    joinsLastRank = false
  }

  mutating func unrankLast() {
    joinsLastRank = false
    guard !ranking.isEmpty else { return }
    ranking[ranking.count - 1].removeLast()
    if ranking[ranking.count - 1].isEmpty { ranking.removeLast() }
  }
}
