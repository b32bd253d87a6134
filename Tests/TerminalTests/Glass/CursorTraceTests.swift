import Screen
import Testing

@testable import Terminal

@Suite("Cursor trace")
struct CursorTraceTests {
  private static let size = Size(width: 10, height: 4)

  /// As rows of `#` for touched and `.` for untouched.
  private func touched(_ updates: String...) -> [String] {
    var trace = CursorTrace(size: Self.size) { DisplayWidth.of($0) }
    var touched = TouchedCells(size: Self.size)
    for update in updates { touched = trace.follow(update.utf8) }
    return (0..<Self.size.height).map { row in
      (0..<Self.size.width).map { touched.touches(row: row, columns: $0..<$0 + 1) ? "#" : "." }.joined()
    }
  }

  private func row(_ row: Int, _ cells: String) -> [String] {
    (0..<Self.size.height).map { $0 == row ? cells : ".........." }
  }

  private let everything = Array(repeating: "##########", count: 4)

  @Test(
    "printing and moving",
    arguments: [
      ("\u{1b}[2;3Hab", "..##......"), ("\u{1b}[2;3Hé日x", "..####...."),
      ("\u{1b}[2;3He\u{301}x", "..##......"),
      ("\u{1b}[2Ha", "#........."), ("\u{1b}[2;3H\u{1b}[1;32ma\u{1b}[m", "..#......."),
      ("\u{1b}[2;9Habc", "........##"), ("\u{1b}[2;3Ha\rb", "#.#......."),
      ("\u{1b}[2;3Ha\u{8}\u{8}b", ".##......."),
      ("\u{1b}[1;3H\na", "..#......."), ("\u{1b}[2H\ta", "........#."),
      ("\u{1b}[2;3Ha\u{1b}[2Cb", "..#..#...."),
      ("\u{1b}[2;6Ha\u{1b}[4Db", "..#..#...."), ("\u{1b}[H\u{1b}[Ba", "#........."),
      ("\u{1b}[3;4H\u{1b}[Aa", "...#......"), ("\u{1b}[H\u{1b}[2d\u{1b}[5Ga", "....#....."),
      ("\u{1b}[2;3H\u{1b}(B\u{f}a", "..#......."), ("\u{1b}[2;3Ha\u{1b}[3b", "..####...."),
      ("\u{1b}[?25l\u{1b}[2;3Ha\u{1b}[?25h\u{1b}=", "..#......."),
    ])
  func printing(bytes: String, cells: String) {
    #expect(touched(bytes) == row(1, cells))
  }

  @Test(
    "erasing",
    arguments: [
      ("\u{1b}[2;4H\u{1b}[K", "...#######"), ("\u{1b}[2;4H\u{1b}[1K", "####......"),
      ("\u{1b}[2;4H\u{1b}[2K", "##########"), ("\u{1b}[2;4H\u{1b}[3X", "...###...."),
      ("\u{1b}[2;4H\u{1b}[99X", "...#######"),
    ])
  func erasing(bytes: String, cells: String) {
    #expect(touched(bytes) == row(1, cells))
  }

  @Test("erasing to the end of the screen")
  func erasingScreen() {
    #expect(
      touched("\u{1b}[2;4H\u{1b}[J") == ["..........", "...#######", "##########", "##########"])
    #expect(touched("\u{1b}[2;4H\u{1b}[1J") == ["##########", "####......", "..........", ".........."])
    #expect(touched("\u{1b}[H\u{1b}[2J") == everything)
  }

  @Test(
    "what scrolls, moves text or is unknown touches everything",
    arguments: [
      "\u{1b}[1;3r", "\u{1b}[2S", "\u{1b}[2T", "\u{1b}[L", "\u{1b}[M", "\u{1b}[P", "\u{1b}[@", "\u{1b}M",
      "\u{1b}D",
      "\u{1b}[4;1H\n", "\u{1b}]0;title\u{7}", "\u{1b}Pq\u{1b}\\", "\u{1b}[3J", "\u{1b}",
    ])
  func unknown(bytes: String) {
    #expect(touched("\u{1b}[H" + bytes) == everything)
  }

  @Test("while the cursor's place is unknown, text may be anywhere")
  func lost() {
    #expect(touched("a") == everything)
    #expect(touched("\u{1b}[K") == everything)
    #expect(touched("\u{1b}[1;3r", "a") == everything)
  }

  @Test("the cursor's place lasts from one update to the next, what was touched does not")
  func lasting() {
    #expect(touched("\u{1b}[2;3Hab", "c") == row(1, "....#....."))
    #expect(touched("\u{1b}[2;3Hab", "") == row(1, ".........."))
  }
}
