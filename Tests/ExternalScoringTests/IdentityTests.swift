import Preferences
import Testing

@testable import ExternalScoring

@Suite("Identity of an external scorer")
struct IdentityTests {
  private func identity(_ line: String) throws -> ScorerIdentity {
    try ScorerReply(line: Array(line.utf8)).identity(command: "python3 s.py")
  }

  private func fault(_ line: String) -> ReplyFault? {
    do {
      _ = try identity(line)
      return nil
    } catch {
      return error as? ReplyFault
    }
  }

  @Test(
    "a program that knows of no hello is known by its command",
    arguments: [
      #"{"id":0,"scores":[]}"#, #"{"id":0}"#,
      #"{"id":0,"name":null,"logit_scale":null,"error":null,"x":[{}]}"#,
    ])
  func nothingSaid(line: String) throws {
    #expect(
      try identity(line)
        == ScorerIdentity(name: "python3 s.py", checkpoint: nil, logitScale: nil, preprocessing: "external"))
  }

  @Test("what it says of itself is taken over, safe to show")
  func allSaid() throws {
    let digits = String(repeating: "0aF", count: 21) + "9"
    #expect(
      try identity(
        #"{"checkpoint_sha256":"\#(digits)","id":0,"logit_scale":100,"name":" my\n\u001b[1m model 3 ","preprocessing":"PIL 224"}"#
      )
        == ScorerIdentity(
          name: "my [1m model 3", checkpoint: CheckpointID(hexadecimal: digits), logitScale: 100,
          preprocessing: "PIL 224"))
  }

  @Test(
    "what cannot be is refused",
    arguments: [
      (#"{"id":0,"name":""}"#, ReplyFault.wrongText("name")),
      (#"{"id":0,"name":"\u001b "}"#, .wrongText("name")),
      (#"{"id":0,"name":7}"#, .wrongText("name")),
      (#"{"id":0,"name":"\#(String(repeating: "a", count: 1001))"}"#, .wrongText("name")),
      (#"{"id":0,"preprocessing":[]}"#, .wrongText("preprocessing")),
      (#"{"id":0,"logit_scale":0}"#, .wrongLogitScale),
      (#"{"id":0,"logit_scale":-4.6}"#, .wrongLogitScale),
      (#"{"id":0,"logit_scale":1e999}"#, .wrongLogitScale),
      (#"{"id":0,"logit_scale":"100"}"#, .wrongLogitScale),
      (#"{"id":0,"checkpoint_sha256":"00"}"#, .wrongCheckpoint),
      (#"{"id":0,"error":"no\tGPU"}"#, .refused("no GPU")),
      (#"{"id":0,"error":7}"#, .refused("no reason given")),
    ])
  func refused(line: String, expected: ReplyFault) {
    #expect(fault(line) == expected)
  }

  @Test("a hello that fails is a scorer that cannot be used")
  func failingHello() throws {
    let shell = try ShellScorer()
    let command = try shell.command(hello: #"echo '{"id":0,"error":"no GPU"}'"#)
    #expect {
      _ = try ExternalScorer(command: command, limits: .patient)
    } throws: {
      "\($0)" == "exec:\(command): its answer is an error: no GPU"
    }
    #expect(try shell.areAllGone)
  }

  @Test("the identity is the hello's, and the command's without")
  func ofAProgram() throws {
    let shell = try ShellScorer()
    let command = try shell.command()
    #expect(try ExternalScorer(command: command, limits: .patient).identity.name == command)
    let named = try shell.command(hello: #"echo '{"id":0,"name":"m","logit_scale":2.5}'"#)
    let identity = try ExternalScorer(command: named, limits: .patient).identity
    #expect(identity.name == "m")
    #expect(identity.logitScale == 2.5)
  }
}
