import Preferences

/// What a choice costs a model. Each loss takes a choice apart into contests, whose costs add up.
package enum Loss: String, Hashable, Sendable, CaseIterable, Codable {
  /// All candidates at once against the preferred one, or those that share the first place of a ranking: the paper's
  /// (Wu et al. 2023, arXiv 2303.14420).
  case softmax
  /// Every two candidates that the choice compares, after Bradley and Terry 1952; the mean over them.
  case pairs
  /// The preferred one of all, then the next of those that are left, …; after Plackett 1975 and Luce 1959.
  case plackettLuce = "plackett-luce"
}

/// What becomes of candidates that a choice puts in the same place.
package enum Ties: String, Hashable, Sendable, CaseIterable, Codable {
  /// Each is to be as likely as the others.
  case soft
  /// Nothing is said of them among themselves.
  case drop
}

extension Loss {
  /// - Parameter count: of the candidates that the judgement is of.
  /// - Returns: none where the judgement says nothing under this loss.
  package func contests(of judgement: Judgement, among count: Int, ties: Ties) -> [Contest] {
    switch self {
    case .softmax: softmaxContests(of: judgement.best, among: count, ties)
    case .pairs: pairContests(of: judgement, among: count, ties)
    case .plackettLuce: stages(of: judgement, among: count, ties)
    }
  }

  private func softmaxContests(of best: [Int], among count: Int, _ ties: Ties) -> [Contest] {
    guard best.count == 1 || ties == .soft else { return [] }
    return [Contest(Array(0..<count), sharedBy: best)]
  }

  private func pairContests(of judgement: Judgement, among count: Int, _ ties: Ties) -> [Contest] {
    var contests: [Contest] = []
    for first in 0..<count {
      for second in first + 1..<count {
        switch judgement.verdict(on: first, second) {
        case .first: contests.append(Contest([first, second], sharedBy: [first]))
        case .second: contests.append(Contest([first, second], sharedBy: [second]))
        case .tie where ties == .soft:
          contests.append(Contest([first, second], sharedBy: [first, second]))
        case .tie, nil: break
        }
      }
    }
    return contests.map { $0.weighing(1 / Double(contests.count)) }
  }

  /// As many as there are places to fill: of one preferred only the first, of `count` ranked all but the last. Where m
  /// share a place, it and those after it are m stages in which each of them is as likely (Breslow 1974); the last
  /// place of all is no choice, so that a tie at the end counts as one stage fewer.
  private func stages(of judgement: Judgement, among count: Int, _ ties: Ties) -> [Contest] {
    guard case .ranking(let levels) = judgement else {
      return softmaxContests(of: judgement.best, among: count, ties)
    }
    var contests: [Contest] = []
    for level in Set(levels).sorted() {
      let group = levels.indices.filter { levels[$0] == level }
      let later = levels.indices.filter { levels[$0] > level }
      switch ties {
      case .soft:
        let stages = later.isEmpty ? group.count - 1 : group.count
        guard stages > 0 else { continue }
        contests.append(
          Contest((group + later).sorted(), sharedBy: group).weighing(Double(stages)))
      case .drop where !later.isEmpty:
        contests += group.map { Contest(([$0] + later).sorted(), sharedBy: [$0]) }
      case .drop: break
      }
    }
    return contests
  }
}
