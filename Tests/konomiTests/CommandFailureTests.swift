import ArgumentParser
import Preferences
import Testing

@testable import konomi

@Suite struct CommandFailureTests {
  private struct Unforeseen: Error {}

  @Test func faultsOfTheEdgesHaveTheirStatus() {
    #expect(CommandFailure(StoreFault.diskFull(path: "a.db"))?.status == .inputOutput)
    #expect(CommandFailure(StoreFault.newerSchema(path: "a.db", found: 9, known: 1))?.status == .badData)
    #expect(CommandFailure(StoreFault.readOnly(path: "a.db"))?.status == .cannotCreate)
  }

  @Test func whatNobodyForesawIsAnInternalFault() {
    #expect(CommandFailure(Unforeseen())?.status == .internalFault)
  }

  @Test func usageIsLeftToTheArgumentParser() {
    #expect(CommandFailure(ValidationError("no"))?.status == nil)
    #expect(CommandFailure(CleanExit.helpRequest())?.status == nil)
  }
}
