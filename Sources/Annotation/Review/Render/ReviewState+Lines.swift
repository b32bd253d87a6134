import Preferences
import Screen

extension ReviewState {
  func drawHeader(in frame: inout Frame, _ theme: Theme) {
    var column = frame.write("konomi", column: 1, row: 0, style: theme[.title])
    let (before, bar, after) = progressText
    let width = [before, bar, after].reduce(0) { $0 + VisibleText($1).width }
    let rightStart = size.width - width - 1
    let limit = filter.description
    let who =
      limit.isEmpty ? "review of \(title) · \(reviewer.name)" : "review · \(reviewer.name) · \(limit)"
    column = frame.drawTitle(
      who, badges: [colors.shortage, confirmsFrames == false ? "unconfirmed" : nil], from: column + 2,
      to: rightStart - 2, theme)
    guard !walk.places.isEmpty, rightStart > column else { return }
    column = frame.write(before, column: rightStart, row: 0, style: theme[.text])
    column = frame.write(bar, column: column, row: 0, style: theme[.progress])
    frame.write(after, column: column, row: 0, style: theme[.text])
  }

  private var progressText: (before: String, bar: String, after: String) {
    let count = walk.places.count
    let share = count == 0 ? 0 : Double(walk.reviewed) / Double(count)
    return ("\(walk.position ?? 0)/\(count) ", Wording.bar(share, width: 12), " \(walk.reviewed) reviewed")
  }

  func drawStatus(in area: Rect, of frame: inout Frame, _ theme: Theme) {
    switch view.focus {
    case .note(let entry): return frame.drawEntry(entry, label: "note", in: area, theme)
    case .search(let entry): return frame.drawEntry(entry, label: "/", in: area, theme)
    default: break
    }
    let room = max(0, area.width - 2)
    if let notice {
      let text = VisibleText(notice.text).condensed(to: room)
      frame.write(text, column: 1, row: area.row, style: theme[notice.isError ? .error : .notice])
    } else if let current, !current.isRevealed {
      let text = VisibleText("judge first: then choices, scores and generators are shown").truncated(to: room)
      frame.write(text, column: 1, row: area.row, style: theme[.quiet])
    }
  }

  func drawHints(in area: Rect, of frame: inout Frame, _ theme: Theme) {
    switch view.focus {
    case .note, .search: return
    default: break
    }
    var below = self
    if [.adjudicating, .filtering, .window].contains(context) { below.view.focus = .pair }
    if case .tagging = view.focus { below.view.focus = .pair }
    let bindings = keys.bindings(in: below.context)
    var hints = bindings.compactMap { binding -> Hint? in
      guard let hint = binding.hint, let key = binding.keys.first, binding.command != .help else {
        return nil
      }
      return Hint(key: binding.label ?? "\(key)", text: hint)
    }
    if let help = bindings.first(where: { $0.command == .help }), let key = help.keys.first {
      hints.append(Hint(key: "\(key)", text: "help"))
    }
    frame.drawHints(hints, in: area, theme)
  }
}
