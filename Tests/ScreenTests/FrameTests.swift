import Screen
import Testing

@Suite struct FrameTests {
  private func row(_ frame: Frame, _ row: Int) -> String {
    (0..<frame.size.width).map { frame[$0, row].text }.joined()
  }

  @Test func textIsCutAtTheEdge() {
    var frame = Frame(size: Size(width: 5, height: 1))
    let end = frame.write("abcdefg", column: 2, row: 0, style: Style())
    #expect(row(frame, 0) == "  abc")
    #expect(end == 5)
  }

  @Test func aWideCharacterThatDoesNotFitIsLeftOut() {
    var frame = Frame(size: Size(width: 3, height: 1))
    frame.write("日本", column: 0, row: 0, style: Style())
    #expect(row(frame, 0) == "日 ")
  }

  @Test func overwritingHalfAWideCharacterBlanksTheOtherHalf() {
    var frame = Frame(size: Size(width: 4, height: 1))
    frame.write("日本", column: 0, row: 0, style: Style())
    frame.write("x", column: 1, row: 0, style: Style())
    #expect(row(frame, 0) == " x本")
    frame.write("y", column: 2, row: 0, style: Style())
    #expect(row(frame, 0) == " xy ")
  }

  @Test func writingOutsideChangesNothing() {
    var frame = Frame(size: Size(width: 3, height: 2))
    let before = frame
    frame.write("abc", column: 0, row: 2, style: Style())
    frame.write("abc", column: -1, row: 0, style: Style())
    frame.box(Rect(column: 0, row: 0, width: 1, height: 1), style: Style())
    #expect(frame == before)
  }

  @Test func aFrameWithoutCellsCanBeDrawnOn() {
    var frame = Frame(size: Size(width: 0, height: 0))
    frame.write("abc", column: 0, row: 0, style: Style())
    frame.fill(Rect(column: 0, row: 0, width: 9, height: 9), style: Style())
    #expect(frame.cells.isEmpty)
  }

  @Test func aWindowTakesTheImagesUnderItAway() {
    var frame = Frame(size: Size(width: 20, height: 5))
    let name = PictureName(image: "a", box: Size(width: 4, height: 4))
    frame.place(ImageSlot(picture: name, area: Rect(column: 0, row: 0, width: 4, height: 4)))
    frame.place(ImageSlot(picture: name, area: Rect(column: 10, row: 0, width: 4, height: 4)))
    frame.removeSlots(under: Rect(column: 3, row: 3, width: 2, height: 2))
    #expect(frame.slots.map(\.area.column) == [10])
  }

  @Test(arguments: [
    ("#ff8000", Color.rgb(red: 255, green: 128, blue: 0)), ("#FFFFFF", .rgb(red: 255, green: 255, blue: 255)),
    ("ff8000", nil), ("#ff80", nil), ("#+f8000", nil), ("#gg8000", nil),
  ])
  func coloursAreHexadecimal(text: String, color: Color?) {
    #expect(Color(hexadecimal: text) == color)
  }
}
