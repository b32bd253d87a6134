import Screen
import Testing

@Suite("Color depth")
struct ColorDepthTests {
  @Test("depths are in order")
  func order() {
    #expect(ColorDepth.allCases.sorted() == [.mono, .eight, .sixteen, .indexed256, .truecolor])
  }
}
