import Screen
import Testing

@testable import Terminal

@Suite("Paint plan")
struct PaintPlanTests {
  private let size = Size(width: 40, height: 6)
  private let area = Rect(column: 2, row: 1, width: 20, height: 3)

  private func picture(_ size: Size, _ letter: Character = "x") -> Picture {
    let row = Array(String(repeating: letter, count: size.width).utf8)
    return Picture(size: size, rows: Array(repeating: row, count: size.height))
  }

  private func frame(_ area: Rect?, image: String = "a", text: String = "text") -> Frame {
    var frame = Frame(size: size)
    frame.write(text, column: 0, row: 0, style: Style())
    if let area {
      frame.place(ImageSlot(picture: PictureName(image: image, box: area.size), area: area))
    }
    return frame
  }

  private func glass(_ frame: Frame, letter: Character = "x") -> Glass {
    Glass(frame, bounds: size) { picture($0.box, letter) }
  }

  private func stripes(_ area: Rect, _ letter: Character = "x") -> [Stripe] {
    area.rows.map {
      Stripe(
        column: area.column, row: $0, width: area.width,
        bytes: Array(String(repeating: letter, count: area.width).utf8))
    }
  }

  @Test("the first frame is drawn whole")
  func first() {
    let plan = PaintPlan(from: nil, to: glass(frame(area)))
    #expect(plan.startsBlank)
    #expect(plan.runs == (0..<6).map { PaintPlan.Run(row: $0, columns: 0..<40) })
    #expect(plan.stripes == stripes(area))
  }

  @Test("an equal frame draws nothing")
  func equal() {
    #expect(PaintPlan(from: glass(frame(area)), to: glass(frame(area))).isEmpty)
  }

  @Test("changed text is drawn alone, neighbours as one run")
  func text() {
    var next = frame(area, text: "tuxt")
    next.write("more", column: 30, row: 5, style: Style())
    let plan = PaintPlan(from: glass(frame(area)), to: glass(next))
    #expect(!plan.startsBlank)
    #expect(
      plan.runs == [PaintPlan.Run(row: 0, columns: 1..<2), PaintPlan.Run(row: 5, columns: 30..<34)])
    #expect(plan.stripes == [])
  }

  @Test("a change of style alone is a change")
  func style() {
    var next = frame(nil)
    next.write("text", column: 0, row: 0, style: Style(attributes: .bold))
    #expect(PaintPlan(from: glass(frame(nil)), to: glass(next)).runs == [.init(row: 0, columns: 0..<4)])
  }

  @Test("another picture in the same slot paints that picture, and no text")
  func picture() {
    let plan = PaintPlan(from: glass(frame(area)), to: glass(frame(area, image: "b"), letter: "y"))
    #expect(plan.runs == [])
    #expect(plan.stripes == stripes(area, "y"))
  }

  @Test("an image that went away is erased by its text")
  func gone() {
    let plan = PaintPlan(from: glass(frame(area)), to: glass(frame(nil)))
    #expect(plan.runs == area.rows.map { PaintPlan.Run(row: $0, columns: area.columns) })
    #expect(plan.stripes == [])
  }

  @Test("a moved slot is painted at its new place and erased where it left")
  func moved() {
    let target = Rect(column: 5, row: 1, width: 20, height: 3)
    let plan = PaintPlan(from: glass(frame(area)), to: glass(frame(target)))
    #expect(
      plan.runs
        == area.rows.flatMap {
          [PaintPlan.Run(row: $0, columns: 2..<5), PaintPlan.Run(row: $0, columns: 22..<25)]
        })
    #expect(plan.stripes == stripes(target))
  }

  @Test("a popup takes the image away and brings it back whole")
  func popup() {
    var popup = frame(area)
    let window = Rect(column: 4, row: 2, width: 6, height: 3)
    popup.removeSlots(under: window)
    popup.box(window, style: Style())
    let there = PaintPlan(from: glass(frame(area)), to: glass(popup))
    #expect(there.stripes == [])
    #expect(there.runs.filter { $0.row == 1 } == [.init(row: 1, columns: area.columns)])
    let back = PaintPlan(from: glass(popup), to: glass(frame(area)))
    #expect(back.stripes == stripes(area))
  }

  @Test("another size draws everything again")
  func resized() {
    let larger = Frame(size: Size(width: 50, height: 6))
    let plan = PaintPlan(from: glass(frame(area)), to: glass(larger))
    #expect(plan.startsBlank)
    #expect(plan.runs.map(\.columns) == Array(repeating: 0..<50, count: 6))
  }

  @Test("stripes that writing text touched are painted again, once")
  func repair() {
    let next = glass(frame(area, text: "tuxt"))
    var plan = PaintPlan(from: glass(frame(area)), to: next)
    var touched = TouchedCells(size: size)
    touched.add(row: 2, columns: 21..<30)
    touched.add(row: 3, columns: 22..<40)
    plan.repair(touched, of: next)
    #expect(plan.stripes == [stripes(area)[1]])

    var first = PaintPlan(from: nil, to: next)
    touched.addEverything()
    first.repair(touched, of: next)
    #expect(first.stripes == stripes(area))
    plan.repair(touched, of: next)
    #expect(Set(plan.stripes) == Set(stripes(area)))
    #expect(plan.stripes.count == 3)
  }
}
