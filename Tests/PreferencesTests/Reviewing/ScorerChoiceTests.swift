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

  private static func checkpoint(_ name: String, _ digits: String, _ preprocessing: String) -> ScorerIdentity
  {
    let padded = digits + String(repeating: "0", count: 64 - digits.count)
    return ScorerIdentity(
      name: name, checkpoint: CheckpointID(hexadecimal: padded), logitScale: 100, preprocessing: preprocessing
    )
  }

  /// `report` printed `toy-hps@d9f7c942`, and `review --scorer` wanted the id.
  @Test func whateverIsPrintedOfAScorerNamesIt() throws {
    let scorers = [
      Self.checkpoint("toy-hps", "d9f7c942", "p"), Self.checkpoint("hpc.pt", "aa11bb22", "p"),
      Self.checkpoint("hpc.pt", "aa11cc33", "p"), Self.checkpoint("hpc.pt", "aa11cc33", "q"),
      Self.scorer("exec 'my (old) model'", 1),
    ]
    for scorer in scorers {
      for printed in [
        scorer.labelWithID, "\(scorer.name) (\(scorer.id.description.prefix(8)))",
        String(scorer.id.description.prefix(8)), scorer.id.description,
      ] {
        #expect(try ScorerChoice.scorer(called: printed, among: scorers) == scorer, "\(printed)")
      }
    }
    for printed in ["toy-hps@d9f7c942", "toy-hps@D9F7", "d9f7c942", "toy"] {
      #expect(try ScorerChoice.scorer(called: printed, among: scorers) == scorers[0], "\(printed)")
    }
    #expect(try ScorerChoice.scorer(called: "hpc.pt@aa11b", among: scorers) == scorers[1])
    #expect(try ScorerChoice.scorer(called: "exec 'my (old)", among: scorers) == scorers[4])
    #expect(throws: ScorerChoice.Fault.unknown("toy-hps@d9f8", known: scorers)) {
      try ScorerChoice.scorer(called: "toy-hps@d9f8", among: scorers)
    }
  }

  @Test func whatMayBeSeveralIsNamedWithWhatTellsThemApart() throws {
    let scorers = ["p", "q"].map { Self.checkpoint("hpc.pt", "aa11cc33", $0) }
    for wanted in ["hpc.pt@aa11cc33", "aa11", "hpc"] {
      #expect(throws: ScorerChoice.Fault.ambiguous(wanted, matching: scorers)) {
        try ScorerChoice.scorer(called: wanted, among: scorers)
      }
    }
    #expect(Set(scorers.map(\.labelWithID)).count == 2)
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
