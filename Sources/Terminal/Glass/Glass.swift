import Screen

/// What a person sees: the text of a frame and, on top of it, rows of pictures.
struct Glass: Sendable {
  let frame: Frame
  /// In the order of the frame's slots.
  private(set) var stripes: [Stripe] = []
  /// For each cell whether a stripe lies on it; empty when there are none.
  private var covered: [Bool] = []
  private let bounds: Size
  /// Whether there are pictures and all of them lie here whole.
  private(set) var isComplete: Bool

  /// - Parameters:
  ///   - bounds: the size of the screen, which a frame rendered just before a resize does not have.
  ///   - picture: the image for a slot, `nil` while there is none.
  init(_ frame: Frame, bounds: Size, picture: (PictureName) -> Picture?) {
    self.frame = frame
    self.bounds = Size(
      width: min(bounds.width, frame.size.width), height: min(bounds.height, frame.size.height))
    isComplete = !frame.slots.isEmpty
    for slot in frame.slots {
      let isWhole = picture(slot.picture).map { cover(slot.area, with: $0) } ?? false
      isComplete = isComplete && isWhole
    }
  }

  func isCovered(column: Int, row: Int) -> Bool {
    !covered.isEmpty && covered[row * frame.size.width + column]
  }

  /// Centres the picture in its area. Half a picture cannot be drawn: one that does not fit stays away. So does
  /// a row with text on it, because what a frame draws on a slot covers the image.
  /// - Returns: whether all of it is there.
  private mutating func cover(_ area: Rect, with picture: Picture) -> Bool {
    let place = area.centered(picture.size)
    guard place.size == picture.size, picture.rows.count == picture.size.height, contains(place) else {
      return false
    }
    let before = stripes.count
    if covered.isEmpty { covered = Array(repeating: false, count: frame.cells.count) }
    for (row, bytes) in zip(place.rows, picture.rows) where isFree(place.columns, row: row) {
      stripes.append(Stripe(column: place.column, row: row, width: place.width, bytes: bytes))
      for column in place.columns { covered[row * frame.size.width + column] = true }
    }
    return place.width > 0 && stripes.count > before && stripes.count - before == picture.rows.count
  }

  private func contains(_ area: Rect) -> Bool {
    area.column >= 0 && area.row >= 0 && area.columns.upperBound <= bounds.width
      && area.rows.upperBound <= bounds.height
  }

  private func isFree(_ columns: Range<Int>, row: Int) -> Bool {
    columns.allSatisfy { frame[$0, row].text == " " && !isCovered(column: $0, row: row) }
  }
}

/// One row of a picture where it lies on the glass.
struct Stripe: Hashable, Sendable {
  let column: Int
  let row: Int
  let width: Int
  let bytes: [UInt8]

  var columns: Range<Int> { column..<column + width }
}
