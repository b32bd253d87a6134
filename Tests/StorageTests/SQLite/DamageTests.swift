import Foundation
import Preferences
import Storage
import TestSupport
import Testing

/// Whatever a file holds, reading it ends in a fault and never in a trap.
@Suite struct DamageTests {
  @Test(arguments: [
    "UPDATE trial SET id = x'0102'",
    "UPDATE trial SET id = 'text'",
    "UPDATE trial SET shown = '[0,7]'",
    "UPDATE trial SET shown = '[0,0]'",
    "UPDATE trial SET shown = '[0,'",
    "UPDATE trial SET shown = NULL",
    "UPDATE trial SET policy = 'whim'",
    "UPDATE trial SET probability = 'often'",
    "UPDATE trial SET comparison = 99",
    "UPDATE comparison SET prompt = 'another prompt'",
    "UPDATE comparison SET prompt = ''",
    "UPDATE comparison SET id = zeroblob(16)",
    "UPDATE comparison SET id = 7",
    "UPDATE candidate SET sha256 = zeroblob(31) WHERE sha256 = (SELECT max(sha256) FROM candidate)",
    "UPDATE candidate SET width = 'wide'",
    "UPDATE candidate SET path = NULL",
    "DELETE FROM candidate",
    "UPDATE annotator SET name = ' '",
    "UPDATE annotator SET name = x'00ff'",
    "UPDATE event SET preferred = zeroblob(32)",
    "UPDATE event SET preferred = NULL",
    "UPDATE event SET outcome = 'maybe'",
    "UPDATE event SET outcome = 'ranking', ranking = '[[\"00\"]]'",
    "UPDATE event SET outcome = 'ranking', ranking = ']'",
    "UPDATE event SET at = 'now'",
    "UPDATE event SET scores_visible = NULL",
    "UPDATE session SET id = x'00'",
  ])
  func aBadRowIsAFault(sql: String) throws {
    let sample = try SampleFile()
    try RawDatabase(loosening: sample.path).execute(sql)
    let store = try SQLiteChoiceStore(path: sample.path)
    let fault = #expect(throws: StoreFault.self) { try store.allChoices() }
    guard case .inconsistent = fault else {
      Issue.record("gave \(String(describing: fault))")
      return
    }
    #expect(throws: StoreFault.self) {
      try store.latestChoices(of: sample.session.annotator.id, limit: 5)
    }
  }

  @Test func aTruncatedFileIsAFault() throws {
    let sample = try SampleFile()
    let whole = try Data(contentsOf: URL(filePath: sample.path))
    for count in stride(from: 1, to: whole.count, by: 1531) {
      try whole.prefix(count).write(to: URL(filePath: sample.path))
      let fault = #expect(throws: StoreFault.self, "\(count) bytes") {
        try SQLiteChoiceStore(path: sample.path)
      }
      switch fault {
      case .notADatabase where count < 100, .damaged where count >= 100: break
      default: Issue.record("\(count) bytes gave \(String(describing: fault))")
      }
    }
  }
}
