import Preferences
import Screen

/// Where things are on the review screen: header, prompt, two equal boxes, what is revealed, status, hints.
package struct ReviewLayout: Equatable, Sendable {
  let header: Rect
  let prompt: Rect
  let boxes: [Rect]
  /// Two lines: who says what, and what was decided.
  let verdict: Rect
  let choices: Rect
  let scores: Rect
  let status: Rect
  let hints: Rect

  init(size: Size, prompt text: Prompt, hasDetails: Bool) {
    var rest = Rect(size)
    header = rest.takeTop(1)
    let promptLines = VisibleText(text.text).wrapped(to: size.width - 2).count
    prompt = rest.takeTop(min(promptLines, size.height >= 36 ? 4 : 2))
    hints = rest.takeBottom(1)
    status = rest.takeBottom(1)
    let details = rest.takeBottom(hasDetails ? max(6, rest.height * 2 / 5 - 2) : 0)
    verdict = rest.takeBottom(hasDetails ? 2 : 0)
    let half = details.width / 2
    choices = Rect(column: 0, row: details.row, width: half, height: details.height)
    scores = Rect(column: half, row: details.row, width: details.width - half, height: details.height)
    let width = (rest.width - 1) / 2
    let area = rest
    boxes = (0..<2).map { place in
      Rect(column: place * (width + 1), row: area.row, width: width, height: area.height)
    }
  }

  /// The cells inside a candidate's border: the same for both.
  var pictureBox: Size { boxes[0].inset(by: 1).size }
}
