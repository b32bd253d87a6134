import Preferences
import Screen

extension AnnotateState {
  package func render(theme: Theme) -> Frame {
    var frame = Frame(size: size, style: theme[.text])
    guard ScreenMeasures.fits(size) else {
      frame.drawTooSmall(for: ScreenMeasures.leastSize, theme)
      return frame
    }
    switch stage {
    case .judging(let queued), .revealing(let queued):
      if case .zoom(let place) = view.focus {
        drawZoom(on: place, of: queued.trial, in: &frame, theme)
      } else {
        drawTrial(queued, in: &frame, theme)
      }
    case .loading, .finished, .failed:
      drawIdle(in: &frame, theme)
    }
    switch view.focus {
    case .help: drawHelp(over: &frame, theme)
    case .prompt: drawFullPrompt(over: &frame, theme)
    case .candidates, .zoom, .note: break
    }
    return frame
  }

  private func drawIdle(in frame: inout Frame, _ theme: Theme) {
    let lines: [(String, Theme.Role)] =
      switch stage {
      case .finished where progress.total == 0:
        [("Nothing to judge", .title), ("`konomi import PATH` brings comparisons in · q quits", .quiet)]
      case .finished:
        [
          ("All trials judged", .title), ("\(progress.done) of \(progress.total) · thank you", .text),
          ("q quits · u undoes the last choice", .quiet),
        ]
      case .failed(let reason):
        [("The trials cannot be read", .error), (reason, .text), ("r tries again · q quits", .quiet)]
      case .loading, .judging, .revealing: [("loading …", .quiet)]
      }
    drawHeader(in: &frame, theme)
    for (index, line) in lines.enumerated() {
      let text = VisibleText(line.0).condensed(to: size.width - 4)
      frame.write(
        text, column: (size.width - text.width) / 2, row: size.height / 2 - lines.count + 2 * index,
        style: theme[line.1])
    }
    let bottom = Rect(size)
    drawStatus(in: Rect(column: 0, row: bottom.height - 2, width: size.width, height: 1), of: &frame, theme)
  }
}
