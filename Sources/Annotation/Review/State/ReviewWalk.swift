/// Which items of the queue `n` and `p` visit, and where the reviewer is.
struct ReviewWalk: Equatable, Sendable {
  /// Indices into the queue, ascending.
  var places: [Int] = []
  /// How many of them the reviewer has judged.
  var reviewed = 0
  /// The item in front: one of `places`, unless it was judged since and no longer passes the filter.
  var current: Int?

  /// The first place in the walk behind an item, or before it.
  func next(after place: Int) -> Int? {
    let index = index(from: place + 1)
    return index < places.count ? places[index] : nil
  }

  func previous(before place: Int) -> Int? {
    let index = index(from: place)
    return index > 0 ? places[index - 1] : nil
  }

  func contains(_ place: Int) -> Bool {
    let index = index(from: place)
    return index < places.count && places[index] == place
  }

  /// Which of the walk the item in front is, from 1.
  var position: Int? {
    current.map { index(from: $0) + 1 }
  }

  /// The index of the first place that is not below `place`.
  private func index(from place: Int) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
