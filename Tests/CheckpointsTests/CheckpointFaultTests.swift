import Testing

@testable import Checkpoints

@Suite("Faults of checkpoints, in words")
struct CheckpointFaultTests {
  @Test(
    "Each is one line with file, place, reason and remedy",
    arguments: [
      (
        CheckpointFault.damagedTensor(file: "a.pt", name: "w", reason: "a hole lies before it"),
        "a.pt: tensor w: a hole lies before it; the file is damaged, get it again"
      ),
      (
        .notFinite(file: "a.pt", name: "w", count: 1, first: 3),
        "a.pt: tensor w: NaN or infinity in 1 element, the first at index 3; the weights are unusable, get the file again"
      ),
      (
        .wrongShape(file: "a.pt", name: "w", expected: [1, 2], found: [2]),
        "a.pt: tensor w: its shape is [2] where [1, 2] is needed; the file is another model"
      ),
      (
        .missingTensor(file: "a.pt", name: "w"),
        "a.pt: tensor w is missing; the file is incomplete or another model"
      ),
    ])
  func wording(fault: CheckpointFault, line: String) {
    #expect("\(fault)" == line)
  }

  @Test("Names out of a file cannot steer the terminal or flood it")
  func hostileNames() {
    let line =
      "\(CheckpointFault.missingTensor(file: "a", name: "\u{1b}[2J\n\u{202e}x" + String(repeating: "y", count: 9000)))"
    #expect(line.hasPrefix("a: tensor \\u{1b}[2J\\u{a}\\u{202e}xyyy"))
    #expect(line.unicodeScalars.count < 500)
  }

  @Test("The line that converts can be pasted into a shell whatever the file is called")
  func quoting() {
    let line = "\(CheckpointFault.needsConversion(file: "it's $(a) `b` \"é\".pt", from: .torchScript))"
    #expect(line.contains(#"torch.jit.load('it\x27s \x24(a) \x60b\x60 \x22é\x22.pt', map_location='cpu')"#))
  }
}
