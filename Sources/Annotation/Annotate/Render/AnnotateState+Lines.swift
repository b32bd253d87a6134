import Preferences
import Screen

extension AnnotateState {
  func drawHeader(in frame: inout Frame, _ theme: Theme) {
    var column = frame.write("konomi", column: 1, row: 0, style: theme[.title])
    let right = progressText
    let rightStart = size.width - right.bar.count - right.before.count - right.after.count - 1
    column = frame.drawTitle(
      "\(title) · \(session.annotator.name)",
      badges: [colors.shortage, conditions.confirmsFrames == false ? "unconfirmed" : nil], from: column + 2,
      to: rightStart - 2, theme)
    guard rightStart > column else { return }
    column = frame.write(right.before, column: rightStart, row: 0, style: theme[.text])
    column = frame.write(right.bar, column: column, row: 0, style: theme[.progress])
    frame.write(right.after, column: column, row: 0, style: theme[.text])
  }

  private var progressText: (before: String, bar: String, after: String) {
    let place = current == nil ? progress.done : min(progress.done + 1, progress.total)
    var after = " \(Int(progress.fraction * 100)) %"
    if let pace = progress.secondsPerTrial { after += "  \(Wording.decimal(pace)) s/trial" }
    if let left = progress.secondsLeft, size.width >= 100 { after += "  \(Wording.duration(left)) left" }
    return ("trial \(place)/\(progress.total) ", Wording.bar(progress.fraction, width: 12), after)
  }

  func drawStatus(in area: Rect, of frame: inout Frame, _ theme: Theme) {
    if case .note(let text) = view.focus {
      drawNoteEditor(text, in: area, of: &frame, theme)
      return
    }
    var column = 1
    if let remarks = shown?.remarks {
      if remarks.flagged {
        column = frame.write("⚑ flagged  ", column: column, row: area.row, style: theme[.notice])
      }
      if remarks.note != nil {
        column = frame.write("✎ note  ", column: column, row: area.row, style: theme[.notice])
      }
    }
    if let notice {
      let text = VisibleText(notice.text).condensed(to: max(0, area.width - column - 1))
      column = frame.write(
        text, column: column, row: area.row, style: theme[notice.isError ? .error : .notice])
      // What the last choice came to stays to be read, as far as there is room.
      column += 3
      guard area.width - column - 1 >= Self.leastResultWidth else { return }
    }
    let rest = Rect(column: column, row: area.row, width: area.width - column - 1, height: 1)
    let end = drawLast(in: rest, of: &frame, theme)
    drawAgreement(from: end + 3, in: rest, of: &frame, theme)
  }

  /// Less of a result says nothing.
  private static let leastResultWidth = 24

  private func drawNoteEditor(_ text: String, in area: Rect, of frame: inout Frame, _ theme: Theme) {
    let column = frame.write("note ", column: 1, row: area.row, style: theme[.key])
    let room = area.width - column - 30
    var shown = VisibleText(text)
    while shown.width > room { shown = VisibleText(glyphs: Array(shown.glyphs.dropFirst())) }
    let end = frame.write(shown, column: column, row: area.row, style: theme[.text])
    frame.write("▏", column: end, row: area.row, style: theme[.key])
    frame.write("Enter keep  Esc leave", column: area.width - 23, row: area.row, style: theme[.quiet])
  }

  func drawHints(in area: Rect, of frame: inout Frame, _ theme: Theme) {
    if case .note = view.focus { return }
    frame.drawHints(hints, in: area, theme)
  }

  /// Help comes last, so that it is always there.
  private var hints: [Hint] {
    let bindings = keys.bindings(in: context)
    var hints: [Hint] = bindings.compactMap { binding in
      guard let hint = binding.hint, let key = binding.keys.first, binding.command != .help else {
        return nil
      }
      return Hint(key: digit(for: binding.command).map { "\(key)/\($0)" } ?? "\(key)", text: hint)
    }
    if context == .best || context == .rank, let count = current?.trial.candidates.count {
      hints.insert(
        Hint(key: count > 9 ? "1-9 0" : "1-\(count)", text: context == .best ? "choose" : "rank next"), at: 0)
    }
    if let help = bindings.first(where: { $0.command == .help }), let key = help.keys.first {
      hints.append(Hint(key: "\(key)", text: "help"))
    }
    return hints
  }

  private func digit(for command: Command) -> Int? {
    switch command {
    case .pickLeft: 1
    case .pickRight: 2
    default: nil
    }
  }
}
