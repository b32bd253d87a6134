import FoundationEssentials
import Testing

@testable import ExternalScoring

/// The lines that fuzzing starts from, and what becomes of them.
@Suite struct ReplyCorpusTests {
  @Test(arguments: [
    ("scores", true), ("hello", true), ("error", true), ("not-finite", true), ("wrong-types", false),
    ("chatter", false),
  ])
  func isReadOrRefused(_ name: String, isReply: Bool) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus/reply")
    let line = [UInt8](try Data(contentsOf: folder.appending(path: name)))
    let reply = Result { () throws(ReplyFault) in try ScorerReply(line: line) }
    #expect(((try? reply.get()) != nil) == isReply, "\(reply)")
  }
}
