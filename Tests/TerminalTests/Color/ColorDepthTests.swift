import Testing

@testable import Terminal

@Suite("Color depth")
struct ColorDepthTests {
  @Test(
    "what the environment and terminfo say",
    arguments: [
      ([:], 0, ColorDepth.mono), ([:], -1, .mono), ([:], 7, .mono), ([:], 8, .eight), ([:], 16, .sixteen),
      ([:], 88, .sixteen), ([:], 256, .indexed256), (["COLORTERM": "truecolor"], 256, .truecolor),
      (["COLORTERM": "24bit"], 8, .truecolor), (["COLORTERM": "yes"], 256, .indexed256),
      (["COLORTERM": "truecolor", "NO_COLOR": "1"], 256, .mono), (["NO_COLOR": ""], 256, .indexed256),
    ] as [([String: String], Int, ColorDepth)])
  func detection(environment: [String: String], count: Int, depth: ColorDepth) {
    #expect(ColorDepth.detect(environment: environment, terminfo: TerminfoColors(count: count)) == depth)
  }

  @Test("a terminfo entry with direct colours means truecolor")
  func direct() {
    let terminfo = TerminfoColors(count: 1 << 24, areDirect: true)
    #expect(ColorDepth.detect(environment: [:], terminfo: terminfo) == .truecolor)
  }

  @Test("depths are in order")
  func order() {
    #expect(ColorDepth.allCases.sorted() == [.mono, .eight, .sixteen, .indexed256, .truecolor])
  }
}
