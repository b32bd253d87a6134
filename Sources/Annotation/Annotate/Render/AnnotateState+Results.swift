import Preferences
import Screen

extension AnnotateState {
  /// The candidate's score in the lower edge of its box, where it is to be seen.
  func drawResult(of place: Int, under box: Rect, of frame: inout Frame, _ theme: Theme) {
    guard let prediction = visiblePrediction, box.width > 16 else { return }
    let room = box.width - 6
    var text = Wording.score(prediction.scores[place], isCosine: prediction.isCosine)
    if room >= 30 { text = prediction.scorerName + " " + text }
    if let share = prediction.probabilities?[place] {
      let bar = room >= 26 ? Wording.bar(share, width: room >= 40 ? 10 : 6) + " " : ""
      text += " " + bar + Wording.predictedPercent(share)
    }
    let isBest = prediction.best == place
    if isBest { text += room >= 40 ? " ▲ predicted" : " ▲" }
    if prediction.isStale { text += " stale" }
    frame.write(
      VisibleText(" \(text) ").truncated(to: box.width - 3), column: box.column + 1,
      row: box.row + box.height - 1, style: theme[prediction.isStale ? .quiet : isBest ? .marked : .text])
  }

  /// The prediction that belongs under the candidates now.
  private var visiblePrediction: Prediction? {
    switch stage {
    case .judging(let queued) where reveal == .always: predictions.prediction(of: queued.trial.id)
    case .revealing: history.last.flatMap(prediction)
    case .judging, .loading, .finished, .failed: nil
    }
  }

  /// That of the choice, or an old one until it has come.
  private func prediction(beside committed: CommittedTrial) -> Prediction? {
    switch committed.prediction {
    case .ready(let prediction): prediction
    case .awaited: predictions.prediction(of: committed.queued.trial.id)
    case .none, .failed: nil
    }
  }

  /// The last choice, with what the scorer says of it.
  /// - Returns: the column behind it.
  func drawLast(in area: Rect, of frame: inout Frame, _ theme: Theme) -> Int {
    guard let last = history.last else { return area.column }
    var column = area.column
    let end = area.column + area.width
    for run in [("recorded: \(last.words)", Theme.Role.quiet)] + resultRuns(of: last) {
      let text = VisibleText(run.0).condensed(to: max(0, end - column))
      column = frame.write(text, column: column, row: area.row, style: theme[run.1])
    }
    return column
  }

  private func resultRuns(of last: CommittedTrial) -> [(String, Theme.Role)] {
    guard reveal != .never, last.outcome != .skip else { return [] }
    guard let prediction = prediction(beside: last) else {
      switch last.prediction {
      case .awaited: return [(" · prediction on its way …", .quiet)]
      case .failed(let reason): return [(" · no prediction: \(reason)", .quiet)]
      case .none, .ready: return []
      }
    }
    let name = prediction.scorerName
    var runs: [(String, Theme.Role)] = []
    if case .ranking = last.outcome {
      runs.append((" · \(name) ", .quiet))
    } else {
      runs.append((" · \(name) \(prediction.best.map { "\($0 + 1)" } ?? "tie") ", .text))
    }
    if let agreement = TrialAgreement(of: last.outcome, with: prediction, on: last.queued.trial) {
      runs.append(verdict(agreement, of: last))
    }
    if prediction.scores.count == 2 {
      let scores = prediction.scores.map { Wording.score($0, isCosine: prediction.isCosine) }
      runs.append((" · \(scores.joined(separator: " : "))", .quiet))
    }
    if let share = prediction.probabilities?.max() {
      runs.append((" · p \(Wording.probability(share))", .quiet))
    }
    if prediction.isStale { runs.append((" · stale: an older checkpoint's", .disagrees)) }
    return runs
  }

  private func verdict(_ agreement: TrialAgreement, of last: CommittedTrial) -> (String, Theme.Role) {
    if case .ranking = last.outcome {
      let agreeing = agreement.pairs.count { $0.choice == $0.other }
      return ("agrees on \(agreeing) of \(counted(agreement.pairs.count, "pair"))", .text)
    }
    return agreement.credit.share == 1 ? ("✓ agrees", .agrees) : ("✗ differs", .disagrees)
  }

  /// Agreement so far, at the right, in as many words as there is room for.
  func drawAgreement(from start: Int, in area: Rect, of frame: inout Frame, _ theme: Theme) {
    guard reveal != .never, !showsPanel, let line = scorerAgreement.words(called: "\(scorer.word)–you") else {
      return
    }
    let end = area.column + area.width
    for words in line.shorterAndShorter where end - VisibleText(words).width >= start {
      frame.write(words, column: end - VisibleText(words).width, row: area.row, style: theme[.quiet])
      return
    }
  }
}
