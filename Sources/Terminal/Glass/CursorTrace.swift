import Screen

/// Follows what curses writes to learn which cells it touches.
///
/// Curses knows nothing of images. It writes a few unchanged cells again where that is shorter than moving the
/// cursor, clears whole lines, and scrolls. Rather than to guess, this reads its bytes by ECMA-48, as far as
/// terminfo entries go; whatever is unknown, and any scrolling, counts as touching everything.
struct CursorTrace: Sendable {
  private(set) var touched: TouchedCells
  /// `nil` while unknown: at first, and after a sequence that says nothing of it.
  private var cursor: (column: Int, row: Int)?
  private let size: Size
  /// How many cells curses believes a character to take.
  private let width: @Sendable (Unicode.Scalar) -> Int
  private var lastWidth = 1

  init(size: Size, width: @escaping @Sendable (Unicode.Scalar) -> Int) {
    self.size = size
    self.width = width
    touched = TouchedCells(size: size)
  }

  /// - Returns: what `bytes`, a whole update, touch.
  mutating func follow(_ bytes: some Sequence<UInt8>) -> TouchedCells {
    touched = TouchedCells(size: size)
    var decoder = UTF8Decoder()
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      if byte == 0x1b {
        escape(&iterator)
      } else if let scalar = decoder.feed(byte) {
        scalar.value < 0x20 ? control(scalar.value) : print(width(scalar))
      }
    }
    return touched
  }

  private mutating func print(_ width: Int) {
    guard width > 0 else { return }
    guard let at = cursor else { return touched.addEverything() }
    touched.add(row: at.row, columns: at.column..<at.column + width)
    lastWidth = width
    move(column: at.column + width, row: at.row)
  }

  private mutating func control(_ value: UInt32) {
    switch value {
    case 0x08: move { ($0.column - 1, $0.row) }
    case 0x09: move { (($0.column / 8 + 1) * 8, $0.row) }
    case 0x0a:
      if let at = cursor, at.row == size.height - 1 { touched.addEverything() }
      move { ($0.column, $0.row + 1) }
    case 0x0d: move { (0, $0.row) }
    default: break
    }
  }

  private mutating func escape(_ bytes: inout some IteratorProtocol<UInt8>) {
    switch bytes.next().map(Unicode.Scalar.init) {
    case "[": controlSequence(&bytes)
    // Character sets, keypad modes.
    case "(", ")": _ = bytes.next()
    case "=", ">": break
    default: lose()
    }
  }

  private mutating func controlSequence(_ bytes: inout some IteratorProtocol<UInt8>) {
    var parameters: [Int] = [0]
    while let byte = bytes.next() {
      switch byte {
      case 0x30...0x39:
        parameters[parameters.count - 1] = min(
          parameters[parameters.count - 1] * 10 + Int(byte) - 0x30, 0xffff)
      case UInt8(ascii: ";"), UInt8(ascii: ":"): parameters.append(0)
      case 0x20...0x3f: continue
      default: return act(Unicode.Scalar(byte), parameters)
      }
    }
  }

  private mutating func act(_ final: Unicode.Scalar, _ parameters: [Int]) {
    let count = max(1, parameters[0])
    switch final {
    case "m", "h", "l": break
    case "H", "f": move(column: max(1, parameters.count > 1 ? parameters[1] : 1) - 1, row: count - 1)
    case "G", "`": move { (count - 1, $0.row) }
    case "d": move { ($0.column, count - 1) }
    case "A": move { ($0.column, $0.row - count) }
    case "B": move { ($0.column, $0.row + count) }
    case "C": move { ($0.column + count, $0.row) }
    case "D": move { ($0.column - count, $0.row) }
    case "J", "K": erase(wholeScreen: final == "J", part: parameters[0])
    case "X":
      guard let at = cursor else { return lose() }
      touched.add(row: at.row, columns: at.column..<at.column + count)
    case "b":
      for _ in 0..<min(count, size.width) { print(lastWidth) }
    default: lose()
    }
  }

  private mutating func erase(wholeScreen: Bool, part: Int) {
    guard let at = cursor, part <= 2 else { return lose() }
    let columns = [at.column..<size.width, 0..<at.column + 1, 0..<size.width][part]
    touched.add(row: at.row, columns: columns)
    guard wholeScreen else { return }
    let rows = [at.row + 1..<size.height, 0..<at.row, 0..<size.height][part]
    for row in rows { touched.add(row: row, columns: 0..<size.width) }
  }

  private mutating func move(_ change: ((column: Int, row: Int)) -> (column: Int, row: Int)) {
    guard let at = cursor.map(change) else { return }
    move(column: at.column, row: at.row)
  }

  private mutating func move(column: Int, row: Int) {
    cursor = (max(0, min(column, size.width - 1)), max(0, min(row, size.height - 1)))
  }

  private mutating func lose() {
    touched.addEverything()
    cursor = nil
  }
}

/// A set of places of the grid.
struct TouchedCells: Hashable, Sendable {
  private let size: Size
  private var cells: [Bool]

  init(size: Size) {
    self.size = size
    cells = Array(repeating: false, count: size.width * size.height)
  }

  /// Whether there is any place of a row in the set.
  func touches(row: Int, columns: Range<Int>) -> Bool {
    guard (0..<size.height).contains(row) else { return false }
    let columns = columns.clamped(to: 0..<size.width)
    return cells[row * size.width + columns.lowerBound..<row * size.width + columns.upperBound].contains(true)
  }

  mutating func add(row: Int, columns: Range<Int>) {
    for column in columns.clamped(to: 0..<size.width) { cells[row * size.width + column] = true }
  }

  mutating func addEverything() {
    cells = Array(repeating: true, count: cells.count)
  }
}
