import Preferences
import Testing

/// A comparison that is there already, as a later import has it.
@Suite struct MovedImageContractTests {
  private func changed(
    _ comparison: Comparison, _ change: (Int, Candidate) -> Candidate
  ) throws -> Comparison {
    try Comparison(
      prompt: comparison.prompt,
      candidates: comparison.candidates.enumerated().map { change($0.offset, $0.element) })
  }

  @Test(arguments: StoreKind.allCases)
  func anImageIsKnownUnderItsNewPathAlsoInTrialsThatShowedIt(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      let session = Fixture.session(1, of: try Fixture.annotator(1))
      let trial = try Fixture.trial(1, of: comparison)
      _ = try store.add([ImportedComparison(comparison: comparison)])
      try store.begin(session)
      try store.record(Fixture.event(1, in: session, on: trial, Fixture.choice(.tie)), of: trial)
      let moved = try changed(comparison) { _, candidate in
        Candidate(
          image: candidate.image, path: "/new" + candidate.path, generator: candidate.generator,
          size: candidate.size)
      }

      let counts = try store.add([ImportedComparison(comparison: moved)])

      #expect(counts == ImportCounts(moved: 2))
      #expect(try store.comparison(comparison.id) == moved)
      #expect(try store.allChoices()[0].trial.candidates == moved.candidates.reversed())
      #expect(try store.add([ImportedComparison(comparison: moved)]) == ImportCounts())
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aGeneratorThatIsAddedLaterIsTakenInAndNeverTakenAway(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      func named(_ name: String?) throws -> ImportedComparison {
        ImportedComparison(
          comparison: try changed(comparison) { _, candidate in
            Candidate(image: candidate.image, path: candidate.path, generator: name, size: candidate.size)
          })
      }
      _ = try store.add([try named(nil)])

      #expect(try store.add([try named("sd14")]) == ImportCounts(generators: 2))
      #expect(try store.add([try named(nil)]) == ImportCounts())
      #expect(try store.comparison(comparison.id)?.candidates.map(\.generator) == ["sd14", "sd14"])
      #expect(try store.add([try named("sd1.4")]) == ImportCounts(renamedGenerators: 2))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func everybodyWhoChoseIsKnownByName(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let people = [try Fixture.annotator(1), try Fixture.annotator(2)]
      for (number, person) in people.enumerated() { try store.begin(Fixture.session(number, of: person)) }
      #expect(try Set(store.annotators()) == Set(people))
    }
  }
}
