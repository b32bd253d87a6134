import Screen
import Testing

@testable import Terminal

@Suite("Glass")
struct GlassTests {
  private let size = Size(width: 20, height: 8)
  private let area = Rect(column: 2, row: 1, width: 10, height: 5)

  private func frame() -> Frame {
    var frame = Frame(size: size)
    frame.place(ImageSlot(picture: PictureName(image: "a", box: area.size), area: area))
    return frame
  }

  private func picture(width: Int, height: Int) -> Picture {
    Picture(size: Size(width: width, height: height), rows: (0..<height).map { [UInt8($0)] })
  }

  @Test("a picture smaller than its area lies in the middle, and text cells are around it")
  func centered() {
    let glass = Glass(frame(), bounds: size) { _ in picture(width: 4, height: 3) }
    #expect(
      glass.stripes
        == (0..<3).map { Stripe(column: 5, row: 2 + $0, width: 4, bytes: [UInt8($0)]) })
    #expect(glass.isCovered(column: 5, row: 2))
    #expect(glass.isCovered(column: 8, row: 4))
    #expect(!glass.isCovered(column: 4, row: 2))
    #expect(!glass.isCovered(column: 5, row: 1))
  }

  @Test("it is complete when every picture lies on it whole, and there is one")
  func complete() {
    #expect(Glass(frame(), bounds: size) { _ in picture(width: 4, height: 3) }.isComplete)
    #expect(!Glass(frame(), bounds: size) { _ in nil }.isComplete)
    #expect(!Glass(frame(), bounds: size) { _ in picture(width: 0, height: 0) }.isComplete)
    #expect(!Glass(frame(), bounds: size) { _ in picture(width: 11, height: 5) }.isComplete)
    #expect(!Glass(Frame(size: size), bounds: size) { _ in nil }.isComplete)
    var hidden = frame()
    hidden.write("help", column: 4, row: 3, style: Style())
    #expect(!Glass(hidden, bounds: size) { _ in picture(width: 10, height: 5) }.isComplete)
    var two = frame()
    two.place(
      ImageSlot(
        picture: PictureName(image: "b", box: area.size), area: Rect(column: 13, row: 1, width: 7, height: 5))
    )
    #expect(!Glass(two, bounds: size) { $0.image == "a" ? picture(width: 4, height: 3) : nil }.isComplete)
  }

  @Test("without a picture the text stays")
  func missing() {
    let glass = Glass(frame(), bounds: size) { _ in nil }
    #expect(glass.stripes == [])
    #expect(!glass.isCovered(column: 5, row: 2))
  }

  @Test("text on a slot keeps its row of the image away")
  func text() {
    var frame = frame()
    frame.write("wait", column: 4, row: 3, style: Style())
    let glass = Glass(frame, bounds: size) { _ in picture(width: 10, height: 5) }
    #expect(glass.stripes.map(\.row) == [1, 2, 4, 5])
    #expect(!glass.isCovered(column: 2, row: 3))
  }

  @Test("a picture that does not fit its area is not drawn", arguments: [(11, 5), (10, 6)])
  func tooLarge(width: Int, height: Int) {
    #expect(Glass(frame(), bounds: size) { _ in picture(width: width, height: height) }.stripes == [])
  }

  @Test("a picture beyond the screen's edge is not drawn")
  func outside() {
    let smaller = Size(width: 11, height: 8)
    #expect(Glass(frame(), bounds: smaller) { _ in picture(width: 10, height: 5) }.stripes == [])
  }

  @Test("a picture whose rows are not as many as it says is not drawn")
  func malformed() {
    let short = Picture(size: area.size, rows: [[1]])
    #expect(Glass(frame(), bounds: size) { _ in short }.stripes == [])
  }

  @Test("of two pictures on one place the first is drawn")
  func overlapping() {
    var frame = frame()
    frame.place(ImageSlot(picture: PictureName(image: "b", box: area.size), area: area))
    let glass = Glass(frame, bounds: size) { $0.image == "a" ? picture(width: 10, height: 5) : nil }
    #expect(glass.stripes.count == 5)
    let both = Glass(frame, bounds: size) { _ in picture(width: 10, height: 5) }
    #expect(both.stripes == glass.stripes)
  }
}
