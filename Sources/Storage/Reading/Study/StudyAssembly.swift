import Preferences

/// Brings the choices that stand to the comparisons they were made on.
struct StudyAssembly {
  let sessions: StudySessions
  let comparisons: StudyComparisons
  let trials: StudyTrials
  let log: StudyLog

  /// O(choices + comparisons).
  func add(to builder: inout StudyBuilder, _ pulse: inout StudyPulse) throws {
    let (firsts, order) = byComparison()
    var taken: [(choice: StudyChoice, memberCount: Int)] = []
    var members: [StudyChoice.Member] = []
    for comparison in 0..<comparisons.index.count {
      try pulse.beat()
      taken.removeAll(keepingCapacity: true)
      members.removeAll(keepingCapacity: true)
      for index in order[firsts[comparison]..<firsts[comparison + 1]] {
        let made = log.made[Int(index)]
        let choice = choice(made)
        guard builder.takes(choice, at: Timestamp(milliseconds: made.at)) else { continue }
        let start = members.count
        appendMembers(of: made, to: &members)
        taken.append((choice, members.count - start))
      }
      builder.add(
        comparisons.ids[comparison], key: comparisons.index.keys[comparison],
        prompt: comparisons.prompts[comparison],
        generators: comparisons.generators[comparisons.candidates(of: comparison)],
        sights: comparisons.sights(of: comparison),
        tags: comparisons.tags[comparison] ?? [], choices: taken, members: members)
    }
  }

  /// A counting sort: which of the choices made stand, by comparison, each in the order of events.
  private func byComparison() -> (firsts: [Int], order: [Int32]) {
    let standing = log.made.indices.lazy.filter { log.standing[Int(log.made[$0].trial)] == $0 }
    var firsts = [Int](repeating: 0, count: comparisons.index.count + 1)
    for index in standing { firsts[comparison(of: index) + 1] += 1 }
    for comparison in 0..<comparisons.index.count { firsts[comparison + 1] += firsts[comparison] }
    var next = firsts
    var order = [Int32](repeating: 0, count: firsts[comparisons.index.count])
    for index in standing {
      let comparison = comparison(of: index)
      order[next[comparison]] = Int32(index)
      next[comparison] += 1
    }
    return (firsts, order)
  }

  private func comparison(of made: Int) -> Int {
    Int(trials.trials[Int(log.made[made].trial)].comparison)
  }

  private func choice(_ made: StudyLog.Made) -> StudyChoice {
    let trial = trials.trials[Int(made.trial)]
    return StudyChoice(
      annotator: sessions.annotatorOf[Int(trial.session)], session: made.session, outcome: made.outcome,
      responseMilliseconds: made.responseMilliseconds, policy: trial.policy, isRepeat: trial.isRepeat,
      isFlagged: log.isFlagged[Int(made.trial)], scoresVisible: made.scoresVisible,
      showsLowestFirst: trial.showsLowestFirst)
  }

  private func appendMembers(of made: StudyLog.Made, to members: inout [StudyChoice.Member]) {
    for (slot, place) in trials.places(of: trials.trials[Int(made.trial)]).enumerated() {
      let level: Int32 =
        switch made.outcome {
        case .preferred: place == made.detail ? 0 : 1
        case .ranking: log.levels[Int(made.detail) + slot]
        case .tie, .bothBad, .skip: 0
        }
      members.append(StudyChoice.Member(place: place, level: level))
    }
  }
}
