/// One picture of the whole screen: text cells, and named slots that the terminal fills with images.
package struct Frame: Hashable, Sendable {
  package let size: Size
  package private(set) var cells: [Cell]
  package private(set) var slots: [ImageSlot] = []

  package init(size: Size, style: Style = Style()) {
    self.size = size
    cells = Array(
      repeating: Cell(text: " ", width: 1, style: style), count: max(0, size.width) * max(0, size.height))
  }

  package subscript(column: Int, row: Int) -> Cell {
    cells[row * size.width + column]
  }

  /// Writes `text` from a cell on, cut at the right edge and at `limit` columns.
  /// - Returns: the column behind the last cell written.
  @discardableResult
  package mutating func write(
    _ text: VisibleText, column: Int, row: Int, style: Style, limit: Int? = nil
  ) -> Int {
    guard (0..<size.height).contains(row), column >= 0 else { return column }
    let end = min(size.width, limit.map { column + $0 } ?? size.width)
    var column = column
    for glyph in text.glyphs {
      guard column + glyph.width <= end else { break }
      put(Cell(text: glyph.text, width: glyph.width, style: style), column: column, row: row)
      column += glyph.width
    }
    return column
  }

  @discardableResult
  package mutating func write(_ text: String, column: Int, row: Int, style: Style, limit: Int? = nil) -> Int {
    write(VisibleText(text), column: column, row: row, style: style, limit: limit)
  }

  package mutating func fill(_ area: Rect, style: Style) {
    for row in area.rows where (0..<size.height).contains(row) {
      for column in area.columns where (0..<size.width).contains(column) {
        put(Cell(text: " ", width: 1, style: style), column: column, row: row)
      }
    }
  }

  /// Draws a border with a label in its upper edge.
  package mutating func box(_ area: Rect, label: String = "", style: Style, heavy: Bool = false) {
    guard area.width >= 2, area.height >= 2 else { return }
    let line = heavy ? Border.heavy : Border.light
    let across = String(repeating: line.horizontal, count: area.width - 2)
    write(line.topLeft + across + line.topRight, column: area.column, row: area.row, style: style)
    write(
      line.bottomLeft + across + line.bottomRight, column: area.column, row: area.row + area.height - 1,
      style: style)
    for row in area.rows.dropFirst().dropLast() {
      write(line.vertical, column: area.column, row: row, style: style)
      write(line.vertical, column: area.column + area.width - 1, row: row, style: style)
    }
    guard !label.isEmpty, area.width > 4 else { return }
    let text = VisibleText(" \(label) ").truncated(to: area.width - 3)
    write(text, column: area.column + 1, row: area.row, style: style)
  }

  /// Keeps an area free for an image. Its cells are blank: what is drawn there later covers the image.
  package mutating func place(_ slot: ImageSlot) {
    slots.append(slot)
  }

  /// Takes all images away, as a window on top of them must.
  package mutating func removeSlots(under area: Rect) {
    slots.removeAll { $0.area.intersects(area) }
  }

  private mutating func put(_ cell: Cell, column: Int, row: Int) {
    let index = row * size.width + column
    blankOtherHalf(of: index)
    cells[index] = cell
    if cell.width == 2 {
      blankOtherHalf(of: index + 1)
      cells[index + 1] = Cell(text: "", width: 0, style: cell.style)
    }
  }

  /// Half a wide character cannot be drawn: where one half is overwritten the other becomes blank.
  private mutating func blankOtherHalf(of index: Int) {
    if cells[index].width == 0 {
      cells[index - 1] = Cell(text: " ", width: 1, style: cells[index - 1].style)
    } else if cells[index].width == 2 {
      cells[index + 1] = Cell(text: " ", width: 1, style: cells[index + 1].style)
    }
  }

  private struct Border {
    let topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical: String

    static let light = Border(
      topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", horizontal: "─", vertical: "│")
    static let heavy = Border(
      topLeft: "┏", topRight: "┓", bottomLeft: "┗", bottomRight: "┛", horizontal: "━", vertical: "┃")
  }
}

/// One place of the grid. The second half of a wide character is an empty cell of width 0.
package struct Cell: Hashable, Sendable {
  package let text: String
  package let width: Int
  package let style: Style

  package init(text: String, width: Int, style: Style) {
    self.text = text
    self.width = width
    self.style = style
  }
}

/// An area of a frame that an image fills.
package struct ImageSlot: Hashable, Sendable {
  /// Tells which image in which box, so that the terminal can look it up and knows when it changed.
  package let picture: PictureName
  package let area: Rect

  package init(picture: PictureName, area: Rect) {
    self.picture = picture
    self.area = area
  }
}

/// The name of an image rendered for a box of cells.
package struct PictureName: Hashable, Sendable {
  package let image: String
  package let box: Size

  package init(image: String, box: Size) {
    self.image = image
    self.box = box
  }
}

/// An image ready for the terminal: for each row of cells the bytes that paint it. They move no cursor and
/// leave the terminal's attributes as they found them reset.
package struct Picture: Hashable, Sendable {
  package let size: Size
  package let rows: [[UInt8]]

  package init(size: Size, rows: [[UInt8]]) {
    self.size = size
    self.rows = rows
  }
}
