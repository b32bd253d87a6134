import TestSupport
import Testing

@testable import ExternalScoring

@Suite("Scorer reply")
struct ReplyTests {
  private func scores(_ line: String, count: Int) throws -> [Double] {
    try ScorerReply(line: Array(line.utf8)).scores(of: count)
  }

  @Test(
    "scores are read",
    arguments: [
      (#"{"id":1,"scores":[0.21,-1e-3]}"#, [0.21, -0.001]),
      (#" { "scores" : [ 1 , 2 ] , "id" : 1.0, "NaN":"NaN \" Infinity" } "# + "\r", [1, 2]),
      (
        #"{"id":1,"error":null,"scores":[2.5e-300,1.7976931348623157e308],"name":7}"#,
        [2.5e-300, 1.7976931348623157e308]
      ),
    ])
  func read(line: String, expected: [Double]) throws {
    #expect(try scores(line, count: 2) == expected)
  }

  @Test(
    "what is wrong is told",
    arguments: [
      ("", ReplyFault.notJSON("")),
      ("Loading\u{1b}[1m weights…", .notJSON("Loading [1m weights…")),
      (#"{"id":1,"scores":[1,2]"#, .notJSON(#"{"id":1,"scores":[1,2]"#)),
      (#"{"id":1,"scores":[1,2]} {}"#, .notJSON(#"{"id":1,"scores":[1,2]} {}"#)),
      ("[1,2]", .notAnObject),
      ("7", .notAnObject),
      ("NaN", .notAnObject),
      ("{}", .noID),
      (#"{"id":"1","scores":[1,2]}"#, .noID),
      (#"{"id":1.5,"scores":[1,2]}"#, .noID),
      (#"{"id":99999999999999999999,"scores":[1,2]}"#, .noID),
      (#"{"id":1}"#, .noScores),
      (#"{"id":1,"scores":7}"#, .noScores),
      (#"{"id":1,"scores":[1]}"#, .wrongCount(found: 1, expected: 2)),
      (#"{"id":1,"scores":[1,2,3]}"#, .wrongCount(found: 3, expected: 2)),
      (#"{"id":1,"scores":[1,NaN]}"#, .notANumber(index: 1)),
      (#"{"id":1,"scores":[-Infinity,1]}"#, .notANumber(index: 0)),
      (#"{"id":1,"scores":[1,Infinity]}"#, .notANumber(index: 1)),
      (#"{"id":1,"scores":[1,1e999]}"#, .notANumber(index: 1)),
      (#"{"id":1,"scores":[1,null]}"#, .notANumber(index: 1)),
      (#"{"id":1,"scores":["1",2]}"#, .notANumber(index: 0)),
      (#"{"id":1,"scores":[true,2]}"#, .notANumber(index: 0)),
      (#"{"id":1,"scores":[1,2],"error":"words"}"#, .refused("words")),
    ])
  func wrong(line: String, expected: ReplyFault) {
    #expect {
      _ = try scores(line, count: 2)
    } throws: {
      $0 as? ReplyFault == expected
    }
  }

  @Test("bytes that are no text, and nesting without end, are no JSON")
  func noText() {
    for line in [[0xff, 0xfe, 0, 0xd8], [UInt8](repeating: UInt8(ascii: "["), count: 100_000), [0]] {
      #expect {
        _ = try ScorerReply(line: line)
      } throws: {
        if case .notJSON(let excerpt) = $0 as? ReplyFault { excerpt.count <= 160 } else { false }
      }
    }
  }

  @Test("each fault is one line with what to do")
  func wording() {
    let faults: [ReplyFault] = [
      .tooLong(limit: 9), .notJSON("x"), .notAnObject, .noID, .foreignID(4), .noScores,
      .wrongCount(found: 1, expected: 2), .notANumber(index: 0), .wrongText("name"), .wrongLogitScale,
      .wrongCheckpoint,
    ]
    for fault in faults {
      #expect(fault.description.contains("; "))
      #expect(!fault.description.contains("\n"))
    }
  }

  @Test("mutated replies are read or refused")
  func mutations() {
    var random = SeededSource(seed: 3)
    let seeds = [
      #"{"id":1,"scores":[0.21,NaN,-1e-3,"x"],"error":null}"#,
      #"{"id":0,"name":"m\u00e9\ud83e\udd8a","logit_scale":1e2,"checkpoint_sha256":"00","preprocessing":"p"}"#,
    ].map { Array($0.utf8) }
    var read = 0
    for _ in 0..<3000 {
      var line = seeds.randomElement(using: &random)!
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        line[Int.random(in: 0..<line.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      guard let reply = try? ScorerReply(line: line) else { continue }
      read += 1
      if let scores = try? reply.scores(of: 4) { #expect(scores.allSatisfy { $0.isFinite }) }
      if let scale = (try? reply.identity(command: "c"))?.logitScale { #expect(scale > 0 && scale.isFinite) }
    }
    #expect(read > 100)
  }
}
