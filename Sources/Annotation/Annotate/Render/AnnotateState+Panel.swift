import Preferences
import Screen

extension AnnotateState {
  /// Agreement so far in numbers and in its course, and the pace.
  func drawPanel(in area: Rect, of frame: inout Frame, _ theme: Theme) {
    let heading = "─ agreement: share of decided pairs, its 95 % interval, κ, n trials "
    let rule = String(repeating: "─", count: max(0, area.width - heading.count))
    frame.write(heading + rule, column: area.column, row: area.row, style: theme[.border])
    let plotWidth = area.width >= 110 ? 48 : 24
    let lines = Rect(
      column: area.column + 1, row: area.row + 1, width: area.width - plotWidth - 4, height: area.height - 1)
    for (row, line) in zip(lines.rows, panelLines) {
      var column = lines.column
      for (text, role) in line {
        let limit = max(0, lines.column + lines.width - column)
        column = frame.write(
          VisibleText(text).condensed(to: limit), column: column, row: row, style: theme[role])
      }
    }
    guard reveal != .never, scorer.isWorking else { return }
    drawHistory(
      in: Rect(
        column: area.width - plotWidth - 1, row: area.row + 1, width: plotWidth, height: area.height - 1),
      of: &frame, theme)
  }

  private var panelLines: [[(String, Theme.Role)]] {
    [
      scorerLine, line("others–you ", othersAgreement, none: "nobody else has judged these"), paceLine,
      promptnessLine,
    ]
  }

  private var scorerLine: [(String, Theme.Role)] {
    let name = "\(scorer.word)–you"
    let label = name + String(repeating: " ", count: max(1, 11 - name.count))
    if reveal == .never, scorer != .none {
      return [(label, .quiet), ("hidden while choosing", .quiet)]
    }
    switch scorer {
    case .none: return [(label, .quiet), ("no scorer is loaded: --model PATH loads one", .quiet)]
    case .loading(let name): return [(label, .quiet), ("loading \(name) …", .quiet)]
    case .failed(let reason): return [(label, .quiet), ("no predictions: \(reason)", .error)]
    case .ready(let name, _):
      return line(label, scorerAgreement, none: "nothing decided yet, by \(name)")
    }
  }

  private func line(_ name: String, _ tally: AgreementTally, none: String) -> [(String, Theme.Role)] {
    guard let words = tally.words(called: name) else { return [(name, .quiet), (none, .quiet)] }
    return [
      (name, .quiet), (words.share + " ", .title), (words.interval, .text), ("  κ ", .quiet),
      (words.kappa, .text),
      ("  n ", .quiet), (words.count, .text),
    ]
  }

  private var paceLine: [(String, Theme.Role)] {
    guard let pace = progress.secondsPerTrial, let left = progress.secondsLeft else {
      return [("pace       ", .quiet), ("no choice yet", .quiet)]
    }
    return [
      ("pace       ", .quiet), ("\(Wording.decimal(pace)) s/trial", .text), (" · ", .quiet),
      ("\(Wording.duration(left)) left", .text),
    ]
  }

  private var promptnessLine: [(String, Theme.Role)] {
    guard let share = promptness.share else { return [] }
    return [
      ("in time    ", .quiet), (Wording.percent(share), .text),
      (" of \(counted(promptness.choices, "prediction"))", .quiet),
    ]
  }

  /// The share of agreement up to each step of the session, as columns that reach from 0 to 100 %. A half is marked where
  /// a row has it in its middle.
  private func drawHistory(in area: Rect, of frame: inout Frame, _ theme: Theme) {
    var labels = [0: "100 %┤", area.height - 1: "  0 %┤"]
    if !area.height.isMultiple(of: 2) { labels[area.height / 2] = " 50 %┤" }
    for row in 0..<area.height {
      frame.write(
        labels[row] ?? "     │", column: area.column, row: area.row + row, style: theme[.quiet])
    }
    let columns = area.width - 6
    let shares = agreementHistory.shares
    let step = max(1, (shares.count + columns - 1) / columns)
    let shown = stride(from: step - 1, to: shares.count, by: step).map { shares[$0] }
    for (column, share) in shown.enumerated() {
      let eighths = Int((share * Double(area.height * 8)).rounded())
      for row in 0..<area.height {
        let filled = min(8, max(0, eighths - (area.height - 1 - row) * 8))
        guard filled > 0 else { continue }
        frame.write(
          ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"][filled - 1], column: area.column + 6 + column,
          row: area.row + row, style: theme[.progress])
      }
    }
  }
}
