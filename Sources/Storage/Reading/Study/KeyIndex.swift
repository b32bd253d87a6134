/// From the keys of a table's rows, read in ascending order, to the places at which they were read. 8 bytes a row; keys
/// mostly follow each other without gaps, and then finding one is a subtraction.
struct KeyIndex {
  private(set) var keys: [Int64] = []

  var count: Int { keys.count }

  mutating func append(_ key: Int64) { keys.append(key) }

  subscript(key: Int64) -> Int? {
    guard let first = keys.first, key >= first else { return nil }
    let (guess, overflows) = key.subtractingReportingOverflow(first)
    if !overflows, guess < keys.count, keys[Int(guess)] == key { return Int(guess) }
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? low : nil
  }
}
