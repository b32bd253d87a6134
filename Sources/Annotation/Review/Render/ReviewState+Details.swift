import Preferences
import Screen

/// What is shown of a pair once it is revealed.
extension ReviewState {
  func drawDetails(of current: CurrentPair, in layout: ReviewLayout, of frame: inout Frame, _ theme: Theme) {
    frame.draw(verdictLine(of: current), in: layout.verdict, row: 0, theme)
    frame.draw(decisionLine(of: current), in: layout.verdict, row: 1, theme)
    switch revealed {
    case .ready(let evidence):
      frame.drawList(
        choiceLines(of: evidence, for: current, width: layout.choices.width), label: "choices",
        from: view.scroll, in: layout.choices, theme)
      frame.drawList(
        scoreLines(of: evidence, for: current), label: "scores", from: view.scroll, in: layout.scores, theme)
    case .failed(let reason):
      frame.drawMessage("choices and scores cannot be read: \(reason)", in: layout.choices, theme[.error])
    case .awaited, nil:
      frame.drawMessage("…", in: layout.choices, theme[.quiet])
    }
  }

  /// Who says what of the two.
  private func verdictLine(of current: CurrentPair) -> DetailLine {
    let item = current.item
    let votes = item.disagreement.votes
    let people = item.people
    var line = DetailLine()
    if let judgement = current.review.judgement(of: reviewer.id) {
      line.add("you: ")
      line.add(says(judgement.outcome, in: current), .title)
      line.add("  ")
    }
    line.add("people: ")
    line.add(place(people, in: current), .title)
    let ties = votes.tie > 0 ? ", \(votes.tie) tie" : ""
    line.add(" · \(votes[item.disagreement.people]) of \(votes.count)\(ties)  ")
    line.add("✗ \(Self.short(queue?.scorer.name ?? "")): ", .disagrees)
    line.add(place(item.pair.other(than: people), in: current), .title)
    if let probability = item.disagreement.probability {
      line.add(" · p \(Wording.probability(probability))")
    }
    line.add("  \(item.disagreement.kind.words)", .notice)
    return line
  }

  /// What reviewers decided.
  private func decisionLine(of current: CurrentPair) -> DetailLine {
    let review = current.review
    var line = DetailLine()
    if let adjudication = review.adjudication {
      line.add("adjudicated \(says(adjudication.outcome, in: current))", .notice)
      line.add(" by \(adjudication.reviewer.name)  ", .quiet)
    } else {
      line.add("not adjudicated: a decides  ", .quiet)
    }
    for judgement in review.judgements where judgement.reviewer.id != reviewer.id {
      line.add("\(judgement.reviewer.name) judged \(says(judgement.outcome, in: current))  ")
    }
    if review.flagged { line.add("⚑ flagged  ", .notice) }
    if !review.tags.isEmpty { line.add("# \(review.tags.joined(separator: ", "))  ", .notice) }
    if let note = review.note { line.add("✎ \(note)") }
    return line
  }

  private func choiceLines(
    of evidence: PairEvidence, for current: CurrentPair, width: Int
  ) -> [DetailLine] {
    let isTimed = evidence.choices.contains { $0.choice.responseMilliseconds != nil }
    let timeWidth = isTimed ? 7 : 1
    let nameWidth = min(24, max(8, width - 22 - timeWidth))
    return evidence.choices.flatMap { record in
      let choice = record.choice
      let seconds = choice.responseMilliseconds.map { Wording.decimal(Double($0) / 1000) + " s" } ?? ""
      var line = markLine(of: choice.outcome, for: current)
      line.add(Self.padded(says(choice.outcome, in: current), to: 9), .title)
      line.add(Self.padded(record.annotator.name, to: nameWidth))
      line.add(Self.padded(seconds, to: timeWidth))
      line.add(choice.scoresVisible ? "unblind" : "blind", choice.scoresVisible ? .error : .quiet)
      if choice.flagged { line.add(" ⚑", .notice) }
      guard let note = choice.note else { return [line] }
      var remark = DetailLine()
      remark.add("  ✎ \(note)", .quiet)
      return [line, remark]
    }
  }

  /// Whether the scorer under review says the same.
  private func markLine(of outcome: Outcome, for current: CurrentPair) -> DetailLine {
    let people = current.item.people
    var line = DetailLine()
    switch outcome.verdict(on: people, current.pair.other(than: people)) {
    case .first: line.add("✗ ", .disagrees)
    case .second: line.add("✓ ", .agrees)
    case .tie, nil: line.add("· ", .quiet)
    }
    return line
  }

  private func scoreLines(of evidence: PairEvidence, for current: CurrentPair) -> [DetailLine] {
    // The scorer whose disagreements these are comes first.
    let scores =
      evidence.scores.filter { $0.scorer.id == queue?.scorer.id }
      + evidence.scores.filter { $0.scorer.id != queue?.scorer.id }.reversed()
    return scores.flatMap { scoreLines(of: $0, for: current) }
  }

  private func scoreLines(of scores: PairEvidence.Scores, for current: CurrentPair) -> [DetailLine] {
    let prediction = scores.prediction
    let isRight: Bool? =
      prediction.best.map { current.pair.images[$0] == current.item.people }
    var heading = DetailLine()
    let mark = isRight.map { $0 ? "✓ with people" : "✗ against people" } ?? "· both the same"
    heading.add(Self.padded(mark, to: 17), Self.role(agrees: isRight))
    heading.add(Self.short(scores.scorer.name), scores.scorer.id == queue?.scorer.id ? .title : .text)
    if prediction.isStale { heading.add("  stale: older checkpoint", .error) }
    let lines = current.candidates.enumerated().map { place, candidate in
      var line = DetailLine()
      let index = candidate.image == current.pair.first ? 0 : 1
      line.add("  \(place + 1) ")
      if let probability = prediction.probabilities?[index] {
        line.add(Wording.bar(min(1, max(0, probability)), width: 10), .progress)
        line.add(" p \(Self.padded(Wording.probability(probability), to: 7))")
      }
      let score = Wording.score(prediction.scores[index], isCosine: prediction.isCosine)
      line.add("\(prediction.scoreName) \(score)")
      return line
    }
    return [heading] + lines
  }

  /// How far the longer list can be scrolled.
  var longestDetails: Int {
    guard let current, case .ready(let evidence) = revealed else { return 0 }
    return max(
      choiceLines(of: evidence, for: current, width: size.width / 2).count,
      scoreLines(of: evidence, for: current).count) - 1
  }
}

extension ReviewState {
  private func place(_ image: ImageID, in current: CurrentPair) -> String {
    current.place(of: image).map { "\($0 + 1)" } ?? "?"
  }

  /// An outcome in words, by the places of the two on screen.
  private func says(_ outcome: Outcome, in current: CurrentPair) -> String {
    switch outcome {
    case .preferred(let image): current.place(of: image).map { "\($0 + 1)" } ?? "a third"
    case .ranking(let groups):
      switch outcome.verdict(on: current.candidates[0].image, current.candidates[1].image) {
      case .tie: "tie"
      case .first: "1 \(Self.ranks(of: current, in: groups))"
      case .second: "2 \(Self.ranks(of: current, in: groups))"
      case nil: "?"
      }
    case .tie: "tie"
    case .bothBad: "both bad"
    case .skip: "skipped"
    }
  }

  /// Such as `(2:5)`: the places of the two in a ranking of more.
  private static func ranks(of current: CurrentPair, in groups: [[ImageID]]) -> String {
    let ranks = current.candidates.map { candidate in
      var rank = 1
      for group in groups {
        if group.contains(candidate.image) { break }
        rank += group.count
      }
      return "\(rank)"
    }
    return "(\(ranks.joined(separator: ":")))"
  }

  private static func short(_ name: String) -> String { VisibleText(name).truncated(to: 20).text }

  private static func padded(_ text: String, to width: Int) -> String {
    let shown = VisibleText(text).truncated(to: width - 1)
    return shown.text + String(repeating: " ", count: max(0, width - shown.width))
  }

  private static func role(agrees: Bool?) -> Theme.Role {
    agrees.map { $0 ? .agrees : .disagrees } ?? .quiet
  }
}
