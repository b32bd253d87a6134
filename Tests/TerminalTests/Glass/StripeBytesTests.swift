import Screen
import Testing

@testable import Terminal

@Suite("Stripe bytes")
struct StripeBytesTests {
  private func bytes(_ plan: PaintPlan) -> String {
    var output: [UInt8] = []
    plan.appendStripes(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test("each stripe at its place, between saving and restoring the cursor")
  func stripes() {
    var frame = Frame(size: Size(width: 9, height: 12))
    let area = Rect(column: 3, row: 9, width: 2, height: 2)
    frame.place(ImageSlot(picture: PictureName(image: "a", box: area.size), area: area))
    let glass = Glass(frame, bounds: frame.size) { _ in
      Picture(size: area.size, rows: [Array("ab".utf8), Array("cd".utf8)])
    }
    #expect(
      bytes(PaintPlan(from: nil, to: glass))
        == "\u{1b}7\u{1b}[m\u{1b}[10;4Hab\u{1b}[11;4Hcd\u{1b}[m\u{1b}8")
  }

  @Test("nothing for no stripes")
  func none() {
    let glass = Glass(Frame(size: Size(width: 3, height: 3)), bounds: Size(width: 3, height: 3)) { _ in nil }
    #expect(bytes(PaintPlan(from: nil, to: glass)) == "")
  }
}
