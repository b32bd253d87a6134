import Testing

@testable import konomi

@Suite("Limit of open files")
struct OpenFileLimitTests {
  @Test(
    "what is free counts, not what is allowed",
    arguments: [
      (1024, 3, true), (67, 3, true), (66, 3, false), (16, 3, false), (1024, 1000, false), (5, 3, false),
    ])
  func enough(limit: Int, open: Int, isEnough: Bool) {
    #expect(OpenFileLimit(limit: limit, open: open).isEnough == isEnough)
  }

  @Test("one line says how many there may be, and what to type")
  func words() throws {
    let failure = try #require(throws: CommandFailure.self) { try OpenFileLimit(limit: 16, open: 3).check() }
    #expect(failure.status == .unavailable)
    #expect(failure.description.contains("only 16 files"))
    #expect(failure.description.contains("`ulimit -n 1024`"))
    #expect(!failure.description.contains("\n"))
    try OpenFileLimit(limit: 1024, open: 3).check()
  }
}
