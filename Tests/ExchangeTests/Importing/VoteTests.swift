import Preferences
import TestSupport
import Testing

@testable import Exchange

/// How many choices rows come to: as many as there are votes, and one for each answer of one person.
@Suite struct VoteTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeImages("a", "b")
  }

  private func counts(_ text: String, into store: InMemoryChoiceStore, _ name: String = "set.json") throws
    -> ImportCounts
  {
    try store.add(Imported.from(folder.write(text, to: name)).comparisons)
  }

  private func outcomes(_ store: InMemoryChoiceStore) throws -> [Outcome: Int] {
    var outcomes: [Outcome: Int] = [:]
    try store.forEachChoice { outcomes[$0.choice.outcome, default: 0] += 1 }
    return outcomes
  }

  private func train(_ vectors: String...) -> String {
    "["
      + vectors.map { #"{"human_preference":\#($0),"prompt":"p","file_path":["a","b"]}"# }
      .joined(separator: ",") + "]"
  }

  private func manifest(_ choices: String...) -> String {
    choices.map {
      #"{"prompt":"p","candidates":[{"image":"a"},{"image":"b"}],"choices":[{"annotator":"mia",\#($0)}]}"#
    }.joined(separator: "\n")
  }

  private let a = Outcome.preferred(ContentImages.image(named: "a"))
  private let b = Outcome.preferred(ContentImages.image(named: "b"))

  @Test func threeVotesAgainstOneComeInAsThreeAgainstOne() throws {
    let store = InMemoryChoiceStore()
    let rows = train("[1,0]", "[0,1]", "[1,0]", "[1,0]")
    #expect(try counts(rows, into: store).choices == 4)
    #expect(try outcomes(store) == [a: 3, b: 1])
    #expect(try counts(rows, into: store) == ImportCounts())
    #expect(try counts(train("[1,0]", "[1,0]", "[1,0]", "[1,0]"), into: store).choices == 1)
  }

  @Test func votesOfNobodyInParticularAreNoRepeatsOfOnePerson() throws {
    let imported = try Imported.from(folder.write(train("[1,0]", "[1,0]"), to: "set.json"))
    #expect(imported.choices.map(\.trial.repetition) == [0, 0])
  }

  @Test func whoeverIsNamedAndAnswersAgainIsAskedAgain() throws {
    let store = InMemoryChoiceStore()
    func row(_ preference: Int) -> String {
      #"{"human_preference":\#(preference),"prompt":"p","file_path":["a","b"],"user_hash":"u"}"#
    }
    #expect(try counts("[\(row(0)),\(row(1))]", into: store).choices == 2)
    #expect(try counts("[\(row(0)),\(row(1))]", into: store) == ImportCounts())
    #expect(try counts("[\(row(0)),\(row(0))]", into: store) == ImportCounts(replaced: 1))
    #expect(try outcomes(store) == [a: 2])
  }

  @Test func votesThatComeBackUnderTheNameOfTheirFormatAreVotes() throws {
    let row = #"{"human_preference":0,"prompt":"p","file_path":["a","b"],"user_hash":"hpd-v2-train"}"#
    let imported = try Imported.from(folder.write("[\(row),\(row)]", to: "set.json"))
    #expect(imported.choices.map(\.trial.repetition) == [0, 0])
    #expect(Set(imported.choices.map(\.trial.id)).count == 2)
  }

  @Test func aCorrectedManifestReplacesTheAnswer() throws {
    let store = InMemoryChoiceStore()
    _ = try counts(manifest(#""outcome":"preferred","preferred":0"#), into: store, "set.jsonl")
    let corrected = manifest(#""outcome":"preferred","preferred":1"#)
    #expect(try counts(corrected, into: store, "set.jsonl") == ImportCounts(replaced: 1))
    #expect(try outcomes(store) == [b: 1])
    #expect(try counts(corrected, into: store, "set.jsonl") == ImportCounts())
  }

  @Test func twoContradictoryAnswersInOneManifestAreOneAndARefusal() throws {
    let text = manifest(
      #""outcome":"preferred","preferred":0"#, #""outcome":"tie""#, #""outcome":"tie","repetition":1"#)
    let imported = try Imported.from(folder.write(text, to: "set.jsonl"))
    #expect(imported.choices.count == 2)
    #expect(
      imported.refusals == [
        """
        line 2: choices[0]: the same annotator answers this otherwise at line 1: choices[0], and nothing tells which came \
        later; give both an "at", or a "repetition" to one
        """
      ])
    #expect(imported.rejected == [])
  }

  @Test func ofTwoDatedAnswersInOneManifestTheLaterStands() throws {
    let store = InMemoryChoiceStore()
    let text = manifest(
      #""outcome":"preferred","preferred":0,"at":"2026-01-31T08:00:00Z""#,
      #""outcome":"preferred","preferred":1,"at":"2026-01-31T09:00:00Z""#)
    let counts = try counts(text, into: store, "set.jsonl")
    #expect(counts.choices == 1 && counts.replaced == 1)
    #expect(try outcomes(store) == [b: 1])
    #expect(try self.counts(text, into: store, "set.jsonl") == ImportCounts())
  }

  @Test func theSameAnswerTwiceInAManifestIsOne() throws {
    let text = manifest(#""outcome":"tie""#, #""outcome":"tie""#)
    let imported = try Imported.from(folder.write(text, to: "set.jsonl"))
    #expect(imported.choices.count == 1)
    #expect(imported.refusals == [])
    #expect(imported.progress?.restated == 1)
  }

  @Test func pairsOfOneComparisonAreDifferentQuestions() throws {
    try folder.writeImages("c", "d")
    let candidates = ["a", "b", "c", "d"].map { #"{"image":"\#($0)"}"# }.joined(separator: ",")
    let choices = ["[0,1]", "[2,3]"].map { #"{"annotator":"mia","outcome":"tie","shown":\#($0)}"# }
      .joined(separator: ",")
    let row = #"{"prompt":"p","candidates":[\#(candidates)],"choices":[\#(choices)]}"#
    #expect(try Imported.from(folder.write(row, to: "set.jsonl")).choices.count == 2)
  }
}

/// Two spellings of one name.
@Suite struct AnnotatorRollTests {
  private func names(
    _ written: [String], known: [String] = [], _ decision: AnnotatorRoll.Decision = .undecided
  ) throws -> [String] {
    var roll = AnnotatorRoll(known: try known.map(Annotator.init(asStored:))) { _, _ in decision }
    return try written.map { name in
      switch try roll.annotator(named: name) {
      case .success(let annotator): annotator.name
      case .failure(let fault): "! \(fault.reason)"
      }
    }
  }

  @Test func aBlankAtTheEndIsNoPartOfAName() throws {
    #expect(try names(["mia ", "mia", "\tmia"]) == ["mia", "mia", "mia"])
  }

  @Test(arguments: ["Mia", "MIA"])
  func capitalsMakeNoOtherPersonUnasked(name: String) throws {
    #expect(
      try names([name], known: ["mia"]) == [
        """
        ! the annotator "\(name)" is nearly "mia", who is known; --same-annotator takes such names for one person, \
        --other-annotator for two
        """
      ])
    #expect(try names([name, "mia"], known: ["mia"], .samePerson) == ["mia", "mia"])
    #expect(try names([name, "mia"], known: ["mia"], .otherPerson) == [name, "mia"])
  }

  @Test func whiteSpaceInsideAndUnicodeFormsAreAskedAboutToo() throws {
    #expect(try names(["mia  k"], known: ["mia k"]).allSatisfy { $0.hasPrefix("!") })
    #expect(try names(["re\u{301}mi"], known: ["r\u{e9}mi"]).allSatisfy { $0.hasPrefix("!") })
  }

  @Test func whoeverIsKnownUnderBothSpellingsStaysTwo() throws {
    #expect(try names(["Mia", "mia", "mia "], known: ["mia", "Mia"]) == ["Mia", "mia", "mia"])
  }

  @Test func isAskedOnceOfAName() throws {
    var asked = 0
    var roll = AnnotatorRoll(known: [try Annotator(name: "mia")]) { _, _ in
      asked += 1
      return .samePerson
    }
    for _ in 0..<3 { _ = try roll.annotator(named: "Mia") }
    #expect(asked == 1)
  }
}
