import Testing

@testable import Exchange

@Suite struct ImageKindTests {
  @Test(arguments: ImageKind.allCases)
  func isToldByTheFirstBytes(_ kind: ImageKind) {
    #expect(ImageKind(of: TrainingStudy.bytes(kind, "…")) == kind)
  }

  @Test(arguments: ["", "RIFF", "RIFF\u{1}\u{1}\u{1}\u{1}WAVE", "<svg>", "II*", "\u{89}PN"])
  func othersAreNone(_ text: String) {
    #expect(ImageKind(of: Array(text.utf8)) == nil)
  }

  @Test func bigEndianTIFF() {
    #expect(ImageKind(of: [0x4d, 0x4d, 0, 0x2a, 0]) == .tiff)
  }
}
