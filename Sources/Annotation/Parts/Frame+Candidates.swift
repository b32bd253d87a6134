import Preferences
import Screen

extension Frame {
  /// As many lines as fit.
  /// - Parameter key: shows the rest.
  mutating func drawPrompt(_ prompt: Prompt, in area: Rect, moreBy key: String, _ theme: Theme) {
    let lines = VisibleText(prompt.text).wrapped(to: area.width - 2)
    for (index, row) in area.rows.enumerated() {
      let isCut = index == area.height - 1 && lines.count > area.height
      // Where the line has room for the sign it stands behind a word, else in the word that it cuts: never twice.
      let line =
        isCut ? VisibleText(lines[index].text + " …").truncated(to: area.width - 8) : lines[index]
      let end = write(line, column: 1, row: row, style: theme[.prompt])
      if isCut { write(" \(key) all", column: end, row: row, style: theme[.quiet]) }
    }
  }

  /// A candidate's picture inside its border, or what is to be said in its place.
  /// - Parameter isShown: `false` while another candidate of the trial is not there yet: one that came first would be
  ///   looked at longer.
  mutating func drawPicture(
    _ request: PictureRequest, from pictures: PictureBook, in box: Rect, isShown: Bool = true, _ theme: Theme
  ) {
    let inside = box.inset(by: 1)
    switch pictures[request] {
    case .ready(let size) where isShown:
      place(ImageSlot(picture: request.name, area: inside.centered(size)))
    case .failed(let reason):
      drawMessage("cannot be shown: \(reason)", in: inside.inset(by: 1), theme[.error])
    case .ready, .awaited, nil:
      drawMessage("…", in: inside, theme[.quiet])
    }
  }
}
