import Preferences
import Testing

@Suite struct ScorerChoiceTests {
  private static func scorer(_ name: String, _ scale: Double) -> ScorerIdentity {
    ScorerIdentity(name: name, checkpoint: nil, logitScale: scale, preprocessing: "external")
  }

  private let scorers = [scorer("a", 1), scorer("b", 1), scorer("a", 2), scorer("c", 1)]

  @Test func theNewestIsTakenUnlessAnotherIsNamed() throws {
    #expect(try ScorerChoice.scorer(called: nil, among: scorers) == scorers[3])
    #expect(try ScorerChoice.scorer(called: "a", among: scorers) == scorers[2])
    #expect(
      try ScorerChoice.scorer(called: scorers[0].id.description.uppercased(), among: scorers) == scorers[0])
    let prefix = String(scorers[1].id.description.prefix(9))
    #expect(try ScorerChoice.scorer(called: prefix, among: scorers) == scorers[1])
  }

  @Test func whatNamesNoneOrSeveralIsRefused() {
    #expect(throws: ScorerChoice.Fault.noScorers) { try ScorerChoice.scorer(called: nil, among: []) }
    for name in ["", "x"] {
      #expect(throws: ScorerChoice.Fault.unknown(name, known: scorers)) {
        try ScorerChoice.scorer(called: name, among: scorers)
      }
    }
    // Seventeen ids begin with sixteen digits: two with the same.
    let many = (0..<17).map { Self.scorer("many \($0)", 3) }
    let digits = Dictionary(grouping: many) { String($0.id.description.prefix(1)) }
    let (digit, matching) = digits.first { $0.value.count > 1 } ?? ("", [])
    #expect(throws: ScorerChoice.Fault.ambiguous(digit, matching: matching)) {
      try ScorerChoice.scorer(called: digit, among: many)
    }
  }
}
