import Preferences
import Screen

/// Where things are on the annotation screen: header, prompt, a grid of equal boxes, status, hints.
package struct AnnotateLayout: Equatable, Sendable {
  package let header: Rect
  package let prompt: Rect
  package let boxes: [Rect]
  /// What the boxes share.
  let grid: Rect
  /// Agreement so far; `nil` where it is hidden.
  let panel: Rect?
  package let status: Rect
  package let hints: Rect
  private let gridColumns: Int

  /// A heading and four lines; one more where there is room for it, so that the chart has a row in its middle.
  private static func panelHeight(in size: Size) -> Int { size.height >= 36 ? 6 : 5 }

  package init(size: Size, trial: Trial, hasPanel: Bool = false) {
    var rest = Rect(size)
    header = rest.takeTop(1)
    let promptLines = VisibleText(trial.prompt.text).wrapped(to: size.width - 2).count
    prompt = rest.takeTop(min(promptLines, size.height >= 36 ? 4 : 2))
    hints = rest.takeBottom(1)
    status = rest.takeBottom(1)
    panel = hasPanel ? rest.takeBottom(Self.panelHeight(in: size)) : nil
    let count = trial.candidates.count
    gridColumns = Self.columns(for: count, in: rest.size)
    grid = rest
    boxes = Self.grid(count, columns: gridColumns, in: rest)
  }

  /// The cells inside a candidate's border: the same for all candidates.
  package var pictureBox: Size {
    boxes.first?.inset(by: 1).size ?? Size(width: 0, height: 0)
  }

  /// Where the cursor comes to from `place`; it stays where there is nothing to move to.
  func place(from place: Int, moved direction: Command) -> Int {
    let column = place % gridColumns
    let target =
      switch direction {
      case .moveLeft: column > 0 ? place - 1 : place
      case .moveRight: column < gridColumns - 1 ? place + 1 : place
      case .moveUp: place - gridColumns
      case .moveDown: place + gridColumns
      default: place
      }
    return boxes.indices.contains(target) ? target : place
  }

  /// Two candidates stand side by side; more stand in the grid that shows a square image largest.
  private static func columns(for count: Int, in size: Size) -> Int {
    guard count > 2 else { return max(1, count) }
    func side(_ columns: Int) -> Int {
      let rows = (count + columns - 1) / columns
      return min(size.width / columns - 2, 2 * (size.height / rows - 2))
    }
    return (1...count).max { (side($0), -$0) < (side($1), -$1) } ?? count
  }

  private static func grid(_ count: Int, columns: Int, in area: Rect) -> [Rect] {
    let rows = (count + columns - 1) / columns
    let gap = columns == 2 ? 1 : 0
    let width = (area.width - gap * (columns - 1)) / columns
    let height = area.height / rows
    return (0..<count).map { place in
      Rect(
        column: area.column + place % columns * (width + gap), row: area.row + place / columns * height,
        width: width, height: height)
    }
  }
}
