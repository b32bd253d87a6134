import Preferences

/// Choices on the same candidates of a comparison, one an annotator: the rankings that `hpsv2` compares.
struct SameQuestion {
  let choices: [StudyChoice]
  /// Of several candidates one was asked for, so that two choices meet on a single pair, unless they are the same.
  let isBestOfMany: Bool

  /// The questions that were put to two annotators or more. O(choices · log choices).
  static func all(_ study: Study, comparison: Int) -> [SameQuestion] {
    let choices = study.choices[study.comparisons.choices(on: comparison)].filter { !$0.isRepeat }
    guard choices.count > 1 else { return [] }
    let sorted = choices.filter { saysSomething($0, in: study) }.enumerated().sorted { left, right in
      switch order(study, left.element, right.element) {
      case 0: (left.element.annotator, left.offset) < (right.element.annotator, right.offset)
      case let order: order < 0
      }
    }.map(\.element)
    var questions: [SameQuestion] = []
    var start = 0
    while start < sorted.count {
      var distinct = [sorted[start]]
      var end = start + 1
      while end < sorted.count, order(study, sorted[start], sorted[end]) == 0 {
        if sorted[end].annotator != sorted[end - 1].annotator { distinct.append(sorted[end]) }
        end += 1
      }
      if distinct.count > 1 {
        questions.append(SameQuestion(choices: distinct, isBestOfMany: isBestOfMany(distinct[0])))
      }
      start = end
    }
    return questions
  }

  private static func saysSomething(_ choice: StudyChoice, in study: Study) -> Bool {
    var says = false
    study.forEachVerdict(of: choice) { _ in says = true }
    return says
  }

  private static func isBestOfMany(_ choice: StudyChoice) -> Bool {
    choice.outcome != .ranking && choice.members.count > 2
  }

  /// By the candidates shown and what was asked of them; 0 for the same.
  private static func order(_ study: Study, _ left: StudyChoice, _ right: StudyChoice) -> Int {
    if left.members.count != right.members.count { return left.members.count < right.members.count ? -1 : 1 }
    if isBestOfMany(left) != isBestOfMany(right) { return isBestOfMany(left) ? -1 : 1 }
    for (one, other) in zip(left.members, right.members) {
      let (one, other) = (study.members[one].place, study.members[other].place)
      if one != other { return one < other ? -1 : 1 }
    }
    return 0
  }

  /// 1 − discordant pairs / pairs that both judged.
  func inversionScore(_ first: StudyChoice, _ second: StudyChoice, in study: Study) -> Double {
    if isBestOfMany {
      guard first.outcome == .preferred, second.outcome == .preferred else { return 1 }
      return preferred(first, in: study) == preferred(second, in: study) ? 1 : 0
    }
    let (one, other) = (first.members, second.members)
    let shift = other.lowerBound - one.lowerBound
    var (discordant, pairs) = (0, 0)
    for left in one {
      for right in left + 1..<one.upperBound where isWanted(left, right, in: study) {
        pairs += 1
        let mine = study.members[left].level - study.members[right].level
        let theirs = study.members[left + shift].level - study.members[right + shift].level
        if mine < 0 && theirs > 0 || mine > 0 && theirs < 0 { discordant += 1 }
      }
    }
    return 1 - Double(discordant) / Double(pairs)
  }

  /// The sum of `inversionScore` over all pairs of choices, without going through them: O(choices · pairs).
  func sumOfInversionScores(in study: Study) -> (sum: Double, pairs: Double) {
    let all = Double(choices.count * (choices.count - 1) / 2)
    if isBestOfMany {
      var counts: [Int32: Int] = [:]
      for choice in choices where choice.outcome == .preferred {
        counts[preferred(choice, in: study), default: 0] += 1
      }
      let preferring = counts.values.reduce(0, +)
      let same = counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
      return (all - Double(preferring * (preferring - 1) / 2 - same), all)
    }
    let count = choices[0].members.count
    let shown = choices[0].members.lowerBound
    var (discordant, pairs) = (0, 0)
    for left in 0..<count {
      for right in left + 1..<count where isWanted(shown + left, shown + right, in: study) {
        pairs += 1
        var (first, second) = (0, 0)
        for choice in choices {
          let start = choice.members.lowerBound
          let (one, other) = (study.members[start + left].level, study.members[start + right].level)
          if one < other { first += 1 } else if one > other { second += 1 }
        }
        discordant += first * second
      }
    }
    return (all - Double(discordant) / Double(pairs), all)
  }

  private func isWanted(_ left: Int, _ right: Int, in study: Study) -> Bool {
    study.isWanted(study.members[left].place, study.members[right].place, of: choices[0].comparison)
  }

  private func preferred(_ choice: StudyChoice, in study: Study) -> Int32 {
    for member in choice.members where study.members[member].level == 0 { return study.members[member].place }
    return -1
  }
}
