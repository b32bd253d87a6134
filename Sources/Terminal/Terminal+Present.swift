import CTerminal
import Screen

/// A style as curses has it.
struct Look {
  let attributes: UInt32
  let pair: Int32
}

extension Terminal {
  /// Brings the terminal to show `frame`. Only what changed is written, in one synchronized update; for an equal
  /// frame nothing is. Never waits: while an earlier frame is on its way this does nothing, so that a terminal which
  /// is slow gets the newest state when it can take one, and none of those in between.
  ///
  /// - Parameter picture: the image for a slot, `nil` while there is none: then the frame's text stays there.
  /// - Returns: `nil` while the terminal has not been given all of a frame.
  /// - Throws: `TerminalFault.outputLost` when the terminal is gone.
  package func present(_ frame: Frame, picture: (PictureName) -> Picture?) throws(TerminalFault) -> Painting?
  {
    flush()
    if let loss { throw loss }
    guard takesFrames else { return nil }
    let next = Glass(frame, bounds: size, picture: picture)
    var plan = PaintPlan(from: glass, to: next)
    guard !plan.isEmpty else { return Painting(frame: lastFrame, isComplete: next.isComplete) }

    output.removeAll(keepingCapacity: true)
    output += PaintPlan.beginUpdate
    plan.repair(appendText(plan, of: next), of: next)
    plan.appendStripes(to: &output)
    output += PaintPlan.endUpdate
    appendQuestion(behind: next, to: &output)
    glass = next
    send(output)
    if let loss { throw loss }
    return isBehind ? nil : Painting(frame: lastFrame, isComplete: next.isComplete)
  }

  /// Has curses say how to write what changed in the text.
  /// - Returns: the cells that its way of writing touches.
  private func appendText(_ plan: PaintPlan, of next: Glass) -> TouchedCells {
    if plan.startsBlank { ct_erase() }
    for run in plan.runs {
      for column in run.columns {
        let isCovered = next.isCovered(column: column, row: run.row)
        put(isCovered ? PaintPlan.ground : next.frame[column, run.row], column: column, row: run.row)
      }
    }
    guard !plan.runs.isEmpty || plan.startsBlank else { return TouchedCells(size: size) }
    let update = ct_update()
    let bytes = UnsafeBufferPointer(start: update.bytes, count: update.count)
    output += bytes
    return trace.follow(bytes)
  }

  private func put(_ cell: Cell, column: Int, row: Int) {
    // The second half of a wide character comes with the first.
    guard cell.width > 0 else { return }
    let look = look(of: cell.style)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 8) { scalars in
      var count = 0
      for scalar in cell.text.unicodeScalars.prefix(scalars.count) {
        scalars[count] = scalar.value
        count += 1
      }
      ct_put(
        Int32(row), Int32(column), scalars.baseAddress, Int32(count), Int32(cell.width), look.attributes,
        look.pair)
    }
  }

  private func look(of style: Style) -> Look {
    if let known = looks[style] { return known }
    let curses: [(Style.Attributes, Int)] = [
      (.bold, CT_BOLD), (.dim, CT_DIM), (.italic, CT_ITALIC), (.underline, CT_UNDERLINE),
      (.reverse, CT_REVERSE),
    ]
    let attributes = curses.filter { style.attributes.contains($0.0) }.reduce(UInt32(0)) { $0 | UInt32($1.1) }
    let pair = ct_pair(palette.number(of: style.foreground), palette.number(of: style.background))
    let look = Look(attributes: attributes, pair: pair)
    looks[style] = look
    return look
  }
}
