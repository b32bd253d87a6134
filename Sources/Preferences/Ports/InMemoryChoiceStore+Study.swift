extension InMemoryChoiceStore: StudySource {
  package func study(_ filter: StudyFilter, isCancelled: () -> Bool) -> Study? {
    if isCancelled() { return nil }
    return contents.withLock { contents in
      let sessions = Array(contents.sessions.values)
      let annotators = Array(Set(sessions.map(\.annotator)))
      var builder = StudyBuilder(
        filter: filter, annotators: annotators,
        sessions: sessions.map { StudySession(id: $0.id, origin: $0.origin, startedAt: $0.startedAt) })
      let annotatorPlaces = Dictionary(uniqueKeysWithValues: zip(annotators, annotators.indices))
      let sessionPlaces = Dictionary(uniqueKeysWithValues: zip(sessions.map(\.id), sessions.indices))
      let records = Dictionary(grouping: contents.records, by: \.trial.comparison)
      for comparison in contents.comparisonsInOrder {
        var choices: [(choice: StudyChoice, memberCount: Int)] = []
        var members: [StudyChoice.Member] = []
        for record in records[comparison.id, default: []] {
          guard let annotator = annotatorPlaces[record.annotator],
            let session = sessionPlaces[record.choice.session]
          else { continue }
          let choice = StudyChoice(record, annotator: annotator, session: session, in: comparison)
          guard builder.takes(choice, at: record.choice.at) else { continue }
          let shown = StudyChoice.members(of: record, in: comparison)
          choices.append((choice, shown.count))
          members += shown
        }
        let generators = comparison.candidates.map { candidate in
          candidate.generator.map { builder.index(ofGenerator: $0) } ?? -1
        }
        let prompt = Array(comparison.prompt.text.utf8).withUnsafeBytes(StudyBuilder.fingerprint(ofPrompt:))
        builder.add(
          comparison.id, key: 0, prompt: prompt, generators: generators,
          sights: comparison.candidates.map(\.sight), tags: comparison.tags.map { builder.index(ofTag: $0) },
          choices: choices,
          members: members)
      }
      return builder.study()
    }
  }

  package func scores(by scorer: ScorerID, in study: Study) -> [Double] {
    contents.withLock { contents in
      let scores = contents.scores.kept[scorer]?.scores ?? [:]
      return study.comparisons.ids.flatMap { id in
        (contents.comparisons[id]?.candidates ?? []).map { scores[id]?[$0.image] ?? .nan }
      }
    }
  }
}

extension StudyChoice {
  init(_ record: ChoiceRecord, annotator: Int, session: Int, in comparison: Comparison) {
    let shown = record.trial.images
    self.init(
      annotator: Int32(annotator), session: Int32(session), outcome: Kind(record.choice.outcome),
      responseMilliseconds: record.choice.responseMilliseconds.map { Int32(clamping: $0) } ?? -1,
      policy: record.trial.selection.policy, isRepeat: record.trial.repetition > 0,
      isFlagged: record.choice.flagged, scoresVisible: record.choice.scoresVisible,
      showsLowestFirst: shown.first == shown.min())
  }

  static func members(of record: ChoiceRecord, in comparison: Comparison) -> [Member] {
    let shown = Set(record.trial.images)
    return comparison.candidates.enumerated().filter { shown.contains($0.element.image) }.map {
      place, candidate in
      let level =
        switch record.choice.outcome {
        case .preferred(let image): image == candidate.image ? 0 : 1
        case .ranking(let groups): groups.firstIndex { $0.contains(candidate.image) } ?? 0
        case .tie, .bothBad, .skip: 0
        }
      return Member(place: Int32(place), level: Int32(level))
    }
  }
}
