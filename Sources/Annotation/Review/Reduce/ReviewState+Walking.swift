import Preferences
import Screen

extension ReviewState {
  static let longestSearch = 100

  mutating func move(_ command: Command) {
    guard let place = walk.current else { return }
    // A pair that was judged since may no longer be among those to walk through.
    if filter.unreviewedOnly { walkAgain() }
    let target =
      switch command {
      case .previous: walk.previous(before: place)
      case .first: walk.places.first
      case .last: walk.places.last
      case .nextUnreviewed: nextUnreviewed(after: place) ?? nextUnreviewed(after: -1)
      default: walk.next(after: place)
      }
    if let target {
      show(target)
    } else {
      notice = Notice(
        command == .nextUnreviewed
          ? "\(all(walk.places.count, "pair")) \(walk.places.count == 1 ? "is" : "are") reviewed"
          : command == .previous ? "this is the first pair" : "this is the last pair")
    }
  }

  /// Puts an item in front.
  mutating func show(_ place: Int?) {
    walk.current = place
    view = ReviewView()
    notice = nil
  }

  /// The first in the walk that the reviewer has not judged.
  func nextUnreviewed(after place: Int) -> Int? {
    guard let items = queue?.items else { return nil }
    return walk.places.first { $0 > place && !isReviewed(items[$0]) }
  }

  /// Makes the walk anew after what the filter says now. Cost: O(items).
  mutating func walkAgain() {
    guard let items = queue?.items else { return }
    let words = filter.words?.lowercased()
    walk.places = []
    walk.reviewed = 0
    for (place, item) in items.enumerated() where filter.takes(item, reviews[item.pair]) {
      if let words, !item.comparison.prompt.text.lowercased().contains(words) { continue }
      let isReviewed = isReviewed(item)
      if isReviewed, filter.unreviewedOnly { continue }
      walk.places.append(place)
      if isReviewed { walk.reviewed += 1 }
    }
  }

  /// Changes the filter and stays where that is possible; else goes on to the next that it takes.
  mutating func limit(_ command: Command) {
    switch command {
    case .showAll: filter.kind = nil
    case .showModelWrong: filter.kind = .modelWrong
    case .showPeopleSplit: filter.kind = .peopleSplit
    case .toggleUnreviewed: filter.unreviewedOnly.toggle()
    case .nextTag: filter.tag = Self.successor(of: filter.tag, among: knownTags)
    case .nextGenerator: filter.generator = Self.successor(of: filter.generator, among: knownGenerators)
    default: filter = ReviewFilter()
    }
    applyFilter()
  }

  private mutating func applyFilter() {
    walkAgain()
    if let place = walk.current, walk.contains(place) { return }
    let focus = view.focus
    show(walk.next(after: walk.current ?? -1) ?? walk.places.last)
    view.focus = focus
  }

  /// None, then one after the other, then none again.
  private static func successor(of name: String?, among names: [String]) -> String? {
    guard let name, let place = names.firstIndex(of: name) else { return name == nil ? names.first : nil }
    return place + 1 < names.count ? names[place + 1] : nil
  }

  var knownTags: [String] {
    tags.names + Set(reviews.values.flatMap(\.tags)).subtracting(tags.names).sorted()
  }

  private var knownGenerators: [String] {
    Set(queue?.items.flatMap { $0.candidates.compactMap(\.generator) } ?? []).sorted()
  }

  mutating func editSearch(_ entry: TextEntry, with key: Key) -> [Effect] {
    var entry = entry
    let end = entry.press(key)
    view.focus = end == nil ? .search(entry) : .pair
    if case .kept(let text) = end { search(for: text) }
    return []
  }

  /// Goes to the first match from here on, and has `n` and `p` visit matches only.
  private mutating func search(for text: String) {
    let before = (filter, walk)
    filter.words = text.isEmpty ? nil : text
    applyFilter()
    guard walk.places.isEmpty, !text.isEmpty else { return }
    (filter, walk) = before
    notice = Notice("no prompt here has '\(text)' in it")
  }
}
