import Preferences
import Screen

/// What a reviewer decides who has seen everything.
extension ReviewState {
  /// As for choices.
  static let longestNote = 500

  mutating func adjudicate(_ outcome: Outcome, at moment: Moment) -> [Effect] {
    view.focus = .pair
    guard let current, current.isRevealed else { return [] }
    guard current.review.adjudication?.outcome != outcome else {
      notice = Notice("adjudicated so already")
      return []
    }
    return record(.adjudicated(outcome), at: moment)
  }

  mutating func withdraw(at moment: Moment) -> [Effect] {
    view.focus = .pair
    guard current?.review.adjudication != nil else {
      notice = Notice("there is no adjudication to withdraw")
      return []
    }
    return record(.withdrew, at: moment)
  }

  mutating func toggleFlag(at moment: Moment) -> [Effect] {
    guard let current else { return [] }
    return record(.flagged(!current.review.flagged), at: moment)
  }

  mutating func editNote(_ entry: TextEntry, with key: Key, at moment: Moment) -> [Effect] {
    var entry = entry
    let end = entry.press(key)
    view.focus = end == nil ? .note(entry) : .pair
    guard case .kept(let text) = end, let current, text != current.review.note ?? "" else { return [] }
    return record(.noted(text), at: moment)
  }

  /// Those there are keys for, then those that stand and are not among them, as far as keys go.
  var offeredTags: [(key: Key, tag: String)] {
    let standing = current?.review.tags ?? []
    let names = tags.names + standing.filter { !tags.names.contains($0) }
    return zip("123456789abcdefghijklmnopqrstuvwxyz", names).map { (.character($0), $1) }
  }

  mutating func tag(_ marked: [String], with key: Key, at moment: Moment) -> [Effect] {
    switch key {
    case .escape, .control("c"):
      view.focus = .pair
    case .enter:
      view.focus = .pair
      guard let current, Set(marked) != Set(current.review.tags) else { return [] }
      return record(.tagged(marked), at: moment)
    default:
      guard let tag = offeredTags.first(where: { $0.key == key })?.tag else { return [] }
      let rest = marked.filter { $0 != tag }
      let all = rest.count < marked.count ? rest : marked + [tag]
      view.focus = .tagging(inOrder(all))
    }
    return []
  }

  /// In the order in which they are offered, so that the same tags are the same list.
  private func inOrder(_ marked: [String]) -> [String] {
    let offered = offeredTags.map(\.tag)
    return offered.filter(marked.contains) + marked.filter { !offered.contains($0) }
  }
}
