import Screen
import Testing

@testable import Terminal

@Suite("Palette")
struct PaletteTests {
  private func rgb(_ hexadecimal: String) throws -> Color {
    try #require(Color(hexadecimal: hexadecimal))
  }

  @Test(
    "text gets what both the wanted depth and terminfo have",
    arguments: [
      (ColorDepth.truecolor, TerminfoColors(count: 256), Palette.indexed256),
      (.truecolor, TerminfoColors(count: 8), .eight), (.truecolor, TerminfoColors(count: 0), .none),
      (.truecolor, TerminfoColors(count: 1 << 24, areDirect: true), .direct),
      (.indexed256, TerminfoColors(count: 256), .indexed256),
      (.sixteen, TerminfoColors(count: 256), .sixteen),
      (.eight, TerminfoColors(count: 256), .eight), (.indexed256, TerminfoColors(count: 88), .sixteen),
      (.mono, TerminfoColors(count: 256), .none),
    ])
  func choice(depth: ColorDepth, terminfo: TerminfoColors, palette: Palette) {
    #expect(Palette(depth: depth, terminfo: terminfo) == palette)
  }

  @Test(
    "the terminal's own colour stays it", arguments: [Palette.none, .eight, .sixteen, .indexed256, .direct])
  func terminalDefault(palette: Palette) {
    #expect(palette.number(of: .terminalDefault) == -1)
  }

  @Test(
    "256 colours: the nearer of cube and greys",
    arguments: [
      ("#000000", Int32(16)), ("#ffffff", 231), ("#ff0000", 196), ("#00ff00", 46), ("#0000ff", 21),
      ("#5f87af", 67), ("#080808", 232), ("#767676", 243), ("#eeeeee", 255), ("#808080", 244),
      ("#d7005f", 161),
      ("#d8015e", 161),
    ])
  func indexed(hexadecimal: String, number: Int32) throws {
    #expect(Palette.indexed256.number(of: try rgb(hexadecimal)) == number)
  }

  @Test("every colour of the cube and every grey is itself or an equal one")
  func exact() throws {
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    for number in 0..<216 {
      let color = Color.rgb(red: levels[number / 36], green: levels[number / 6 % 6], blue: levels[number % 6])
      #expect(Palette.indexed256.number(of: color) == Int32(16 + number))
    }
    for step in 0..<24 {
      let level = UInt8(8 + 10 * step)
      #expect(Palette.indexed256.number(of: .rgb(red: level, green: level, blue: level)) == Int32(232 + step))
    }
  }

  @Test(
    "8 and 16 colours: the nearest",
    arguments: [
      ("#000000", Int32(0), Int32(0)), ("#ff0000", 1, 9), ("#c00000", 1, 1), ("#00ff00", 2, 10),
      ("#ffffff", 7, 15), ("#0000e0", 4, 4), ("#e0e0e0", 7, 7),
    ])
  func few(hexadecimal: String, ofEight: Int32, ofSixteen: Int32) throws {
    let color = try rgb(hexadecimal)
    #expect(Palette.eight.number(of: color) == ofEight)
    #expect(Palette.sixteen.number(of: color) == ofSixteen)
  }

  @Test("direct colours are numbers, but never those of the palette")
  func direct() throws {
    #expect(Palette.direct.number(of: try rgb("#123456")) == 0x123456)
    #expect(Palette.direct.number(of: try rgb("#000007")) == 0)
  }

  @Test("without colours every colour is the terminal's own")
  func none() throws {
    #expect(Palette.none.number(of: try rgb("#123456")) == -1)
  }
}
