import Screen

/// What to draw so that one glass looks like another: text first, then stripes.
struct PaintPlan: Hashable, Sendable {
  /// Nothing of what was there counts; the screen starts blank.
  private(set) var startsBlank = false
  private(set) var runs: [Run] = []
  private(set) var stripes: [Stripe] = []

  var isEmpty: Bool { !startsBlank && runs.isEmpty && stripes.isEmpty }

  /// Neighbouring cells of one row. Covered ones among them become `PaintPlan.ground`.
  struct Run: Hashable, Sendable {
    let row: Int
    let columns: Range<Int>
  }

  /// What curses holds where an image lies. It looks blank, but is another character than a space: curses
  /// writes spaces when the image goes, and does not clear over it as it does over spaces.
  static let ground = Cell(text: "\u{a0}", width: 1, style: Style())

  /// - Parameter previous: what is on the glass, `nil` when that is unknown.
  init(from previous: Glass?, to next: Glass) {
    guard let previous, previous.frame.size == next.frame.size else {
      startsBlank = true
      let size = next.frame.size
      runs = (0..<size.height).map { Run(row: $0, columns: 0..<size.width) }
      stripes = next.stripes
      return
    }
    for row in 0..<next.frame.size.height { addRuns(row: row, from: previous, to: next) }
    let before = Dictionary(previous.stripes.map { (Place($0), $0) }) { $1 }
    stripes = next.stripes.filter { before[Place($0)] != $0 }
  }

  /// Stripes that writing the text has damaged are painted anew too.
  mutating func repair(_ touched: TouchedCells, of next: Glass) {
    guard !startsBlank else { return }
    let painted = Set(stripes.map(Place.init))
    stripes += next.stripes.filter {
      !painted.contains(Place($0)) && touched.touches(row: $0.row, columns: $0.columns)
    }
  }

  private mutating func addRuns(row: Int, from previous: Glass, to next: Glass) {
    var start: Int?
    for column in 0..<next.frame.size.width {
      let isSame: Bool
      switch (previous.isCovered(column: column, row: row), next.isCovered(column: column, row: row)) {
      case (true, true): isSame = true
      case (false, false): isSame = previous.frame[column, row] == next.frame[column, row]
      default: isSame = false
      }
      if isSame, let first = start {
        runs.append(Run(row: row, columns: first..<column))
        start = nil
      } else if !isSame, start == nil {
        start = column
      }
    }
    if let start { runs.append(Run(row: row, columns: start..<next.frame.size.width)) }
  }

  private struct Place: Hashable {
    let column: Int
    let row: Int

    init(_ stripe: Stripe) {
      column = stripe.column
      row = stripe.row
    }
  }
}
