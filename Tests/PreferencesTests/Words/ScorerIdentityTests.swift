import Testing

@testable import Preferences

@Suite struct ScorerIdentityTests {
  private let digits = String(repeating: "0a", count: 31) + "ff"
  private var checkpoint: CheckpointID? { CheckpointID(hexadecimal: digits) }

  private func scorer(
    name: String = "hpc.pt", checkpoint: CheckpointID? = nil, logitScale: Double? = 100,
    preprocessing: String = "bicubic"
  ) -> ScorerIdentity {
    ScorerIdentity(
      name: name, checkpoint: checkpoint, logitScale: logitScale, preprocessing: preprocessing)
  }

  @Test func aCheckpointIsKnownWhateverItsFileIsCalled() {
    #expect(scorer(checkpoint: checkpoint).id == scorer(name: "copy.pt", checkpoint: checkpoint).id)
  }

  @Test func withoutACheckpointTheNameCounts() {
    #expect(scorer(name: "one").id != scorer(name: "other").id)
    #expect(scorer(name: "one").id == scorer(name: "one").id)
  }

  @Test func allThatChangesAScoreChangesTheID() {
    let other = CheckpointID(hexadecimal: String(repeating: "00", count: 32))
    let identities = [
      scorer(checkpoint: checkpoint), scorer(checkpoint: other), scorer(),
      scorer(checkpoint: checkpoint, logitScale: 99.9), scorer(checkpoint: checkpoint, logitScale: nil),
      scorer(checkpoint: checkpoint, logitScale: 0),
      scorer(checkpoint: checkpoint, preprocessing: "nearest"),
      // A program that calls itself by the digits of a checkpoint is not that checkpoint.
      scorer(name: digits),
    ]
    #expect(Set(identities.map(\.id)).count == identities.count)
  }

  /// `exp` may differ in its last digit between machines, and the scores must still be found.
  @Test func theLastDigitOfALogitScaleDoesNotCount() {
    let scale = 100.00000762939453
    #expect(scorer(logitScale: scale).id == scorer(logitScale: scale.nextUp).id)
  }

  /// What is stored under it would be lost if this changed.
  @Test func theIDStaysAsItLanded() {
    #expect(scorer(checkpoint: checkpoint).id.description == "67c71f7f-a6b2-8097-9c9b-84d96e23bf22")
    #expect(
      scorer(name: "python score.py", logitScale: nil).id.description
        == "b07da0c9-3ed9-8052-b6c9-80935e88d1c2")
  }

  @Test func aCheckpointIDIsItsDigitsAndItsBytes() throws {
    let id = try #require(checkpoint)
    #expect(id.hexadecimal == digits)
    #expect(CheckpointID(hexadecimal: digits.uppercased()) == id)
    #expect(id.bytes == [UInt8](repeating: 10, count: 31) + [255])
    #expect(CheckpointID(bytes: id.bytes) == id)
  }

  @Test(arguments: ["", "0a", String(repeating: "x", count: 64), String(repeating: "0", count: 66)])
  func whatIsNotSixtyFourHexadecimalDigitsIsNoCheckpoint(text: String) {
    #expect(CheckpointID(hexadecimal: text) == nil)
    #expect(CheckpointID(bytes: Array(text.utf8).prefix(31)) == nil)
  }

  @Test func hpsIsAHundredTimesTheCosine() {
    #expect(humanPreferenceScore(cosine: 0.25) == 25)
    #expect(humanPreferenceScore(cosine: -1) == -100)
  }
}
