import Preferences

/// What a choice says of the candidates that were shown, which it names by their places.
package enum Judgement: Hashable, Sendable {
  /// One before all others, of which it says nothing among themselves.
  case preferred(Int)
  /// For each candidate how many groups of candidates stand before it; equal numbers are ties. Where all are 0,
  /// nothing is preferred.
  case ranking([Int])

  /// - Returns: `nil` for a skip and for all bad, which compare nothing, and for an image that was not shown.
  package init?(_ outcome: Outcome, of images: [ImageID]) {
    switch outcome {
    case .preferred(let image):
      guard let place = images.firstIndex(of: image) else { return nil }
      self = .preferred(place)
    case .ranking(let groups):
      let levels = images.compactMap { image in groups.firstIndex { $0.contains(image) } }
      guard levels.count == images.count else { return nil }
      self = .ranking(levels)
    case .tie: self = .ranking(images.map { _ in 0 })
    case .bothBad, .skip: return nil
    }
  }

  /// The places of those that none stands before.
  package var best: [Int] {
    switch self {
    case .preferred(let place): [place]
    case .ranking(let levels): levels.indices.filter { levels[$0] == levels.min() }
    }
  }

  /// What it says of two places; `nil` where nothing.
  package func verdict(on first: Int, _ second: Int) -> Verdict? {
    switch self {
    case .preferred(let place): place == first ? .first : place == second ? .second : nil
    case .ranking(let levels):
      levels[first] == levels[second] ? .tie : levels[first] < levels[second] ? .first : .second
    }
  }
}
