import Preferences
import Testing

@Suite struct ConditionsContractTests {
  private static let full = SessionConditions(
    terminal: "tmux 3.3a", colors: "truecolor", size: SessionConditions.Size(columns: 120, rows: 40),
    confirmsFrames: false, refusals: SessionConditions.Refusals(held: 1, early: 2, unseen: 3))

  @Test(arguments: StoreKind.allCases)
  func theConditionsKeptLastStand(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let sessions = try (0..<2).map { Fixture.session($0, of: try Fixture.annotator($0)) }
      for session in sessions { try store.begin(session) }
      #expect(try store.conditions(of: sessions[0].id) == nil)

      for conditions in [SessionConditions(), Self.full, SessionConditions(confirmsFrames: true)] {
        try store.record(conditions, of: sessions[0].id)
        #expect(try store.conditions(of: sessions[0].id) == conditions)
        #expect(try store.conditions(of: sessions[1].id) == nil)
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func conditionsOfASessionThatHasNotBegunAreRefused(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let session = Fixture.session(1, of: try Fixture.annotator(1))
      let fault = #expect(throws: StoreFault.self) { try store.record(Self.full, of: session.id) }
      guard case .inconsistent = fault else {
        Issue.record("\(String(describing: fault))")
        return
      }
      #expect(try store.conditions(of: session.id) == nil)
    }
  }
}
