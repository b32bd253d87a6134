/// A training's losses as a plot of characters.
package struct LearningCurve: Hashable, Sendable {
  private let points: [TrainingProgress.Point]

  package init(_ points: [TrainingProgress.Point]) { self.points = points }

  /// - Parameter width: of a line, in columns; 30 at the least.
  /// - Returns: no lines where there are not two points.
  package func lines(width: Int, height: Int = 8) -> [String] {
    let losses = points.map(\.validationLoss) + points.compactMap(\.trainingLoss)
    guard points.count > 1, let low = losses.min(), let high = losses.max(), let last = points.last?.step,
      last > 0, height > 1
    else { return [] }
    let columns = max(30, width) - Self.labelWidth - 1
    let range = high > low ? high - low : 1
    func row(_ loss: Double) -> Int { Int(((high - loss) / range * Double(height - 1)).rounded()) }
    func column(_ step: Int) -> Int { step * (columns - 1) / last }
    var cells = [[Character]](repeating: [Character](repeating: " ", count: columns), count: height)
    for point in points {
      if let loss = point.trainingLoss { cells[row(loss)][column(point.step)] = "○" }
    }
    for point in points { cells[row(point.validationLoss)][column(point.step)] = "●" }
    var lines = cells.enumerated().map { index, cells in
      let label = index == 0 ? Self.label(high) : index == height - 1 ? Self.label(low) : ""
      let padding = String(repeating: " ", count: max(0, Self.labelWidth - label.count))
      let text = String(cells)
      return padding + label + (index % (height - 1) == 0 ? "┤" : "│")
        + String(text.reversed().drop { $0 == " " }.reversed())
    }
    let axis = String(repeating: " ", count: Self.labelWidth) + "└" + String(repeating: "─", count: columns)
    let (first, end) = ("0", "\(last) steps")
    let gap = String(repeating: " ", count: max(1, columns - first.count - end.count))
    lines += [axis, String(repeating: " ", count: Self.labelWidth + 1) + first + gap + end]
    return ["loss: ● validation, ○ training"] + lines
  }

  private static let labelWidth = 8

  private static func label(_ loss: Double) -> String {
    let thousandths = Int((loss * 1000).rounded())
    return "\(thousandths / 1000).\(String(1000 + thousandths % 1000).dropFirst()) "
  }
}
