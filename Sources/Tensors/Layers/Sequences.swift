/// Which rows of a matrix belong together: sequences of tokens, one after the other.
package struct Sequences: Hashable, Sendable {
  private let starts: [Int]

  package init(lengths: [Int]) {
    var starts = [0]
    for length in lengths { starts.append(starts[starts.count - 1] + length) }
    self.starts = starts
  }

  package init(count: Int, length: Int) {
    self.init(lengths: Array(repeating: length, count: count))
  }

  package var count: Int { starts.count - 1 }
  package var rows: Int { starts[count] }
  package var longest: Int { (0..<count).map { self[$0].count }.max() ?? 0 }
  /// The last row of each.
  package var lastRows: [Int] { starts.dropFirst().map { $0 - 1 } }
  /// The first row of each.
  package var firstRows: [Int] { Array(starts.dropLast()) }

  package subscript(index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }
}
