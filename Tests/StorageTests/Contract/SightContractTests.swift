import Preferences
import Testing

/// How people see candidates otherwise than models do.
@Suite struct SightContractTests {
  /// The comparison with the first candidate seen so, and the others as they are.
  private func seen(_ comparison: Comparison, _ sights: [ImageSight?]) throws -> ImportedComparison {
    ImportedComparison(
      comparison: try Comparison(
        prompt: comparison.prompt,
        candidates: zip(comparison.candidates, sights).map { candidate, sight in
          Candidate(
            image: candidate.image, path: candidate.path, generator: candidate.generator,
            size: candidate.size, sight: sight)
        }))
  }

  @Test(arguments: StoreKind.allCases)
  func whatIsSeenOtherwiseIsKeptAndCounted(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      let counts = try store.add([try seen(comparison, [[.turned, .transparent], []])])
      #expect(counts.sights.turned == 1 && counts.sights.transparent == 1 && counts.sights.different == 1)
      #expect(
        try store.comparison(comparison.id)?.candidates.map(\.sight) == [[.turned, .transparent], []])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func whatWasNotKnownIsLearntFromALaterImportAndNeverForgotten(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      let first = try store.add([try seen(comparison, [nil, .turned])])
      #expect(first.sights.different == 1)
      let second = try store.add([try seen(comparison, [.transparent, []])])
      #expect(second.sights.transparent == 1 && second.sights.different == 1)
      #expect(try store.add([try seen(comparison, [nil, nil])]) == ImportCounts())
      #expect(try store.comparison(comparison.id)?.candidates.map(\.sight) == [.transparent, .turned])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aStudyCountsThoseOfItsComparisons(_ kind: StoreKind) throws {
    try kind.withStudyStore { store in
      let judged = try Fixture.comparison(1)
      let session = Fixture.session(1, of: try Fixture.annotator(1))
      let trial = try Fixture.trial(1, of: judged)
      _ = try store.add([
        try seen(judged, [.turned, nil]), try seen(try Fixture.comparison(2), [.turned, .turned]),
      ])
      try store.begin(session)
      try store.record(Fixture.event(1, in: session, on: trial, Fixture.choice(.tie)), of: trial)
      let sights = try store.study().comparisons.sights
      #expect(sights.turned == 1 && sights.unknown == 1 && sights.different == 1)
      #expect(
        sights.sentence?.hasPrefix("1 candidate looks otherwise to people than to models (1 turned") == true)
    }
  }
}
