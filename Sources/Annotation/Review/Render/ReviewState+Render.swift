import Preferences
import Screen

extension ReviewState {
  package func render(theme: Theme) -> Frame {
    var frame = Frame(size: size, style: theme[.text])
    guard ScreenMeasures.fits(size) else {
      frame.drawTooSmall(for: ScreenMeasures.leastSize, theme)
      return frame
    }
    if let current {
      if case .zoom(let place) = view.focus {
        drawZoom(on: place, of: current, in: &frame, theme)
      } else {
        drawPair(current, in: &frame, theme)
      }
    } else {
      drawIdle(in: &frame, theme)
    }
    switch view.focus {
    case .help: drawHelp(over: &frame, theme)
    case .prompt: frame.drawText(current?.item.comparison.prompt.text ?? "", label: "prompt", theme)
    case .adjudicating: drawAdjudication(over: &frame, theme)
    case .tagging(let marked): drawTags(marked, over: &frame, theme)
    case .filtering: drawFilter(over: &frame, theme)
    case .pair, .zoom, .note, .search: break
    }
    return frame
  }

  private func drawPair(_ current: CurrentPair, in frame: inout Frame, _ theme: Theme) {
    let layout = ReviewLayout(
      size: size, prompt: current.item.comparison.prompt, hasDetails: showsDetails(of: current))
    drawHeader(in: &frame, theme)
    frame.drawPrompt(current.item.comparison.prompt, in: layout.prompt, moreBy: "v", theme)
    let isShown = hasAllPictures(of: current)
    for (place, box) in layout.boxes.enumerated() {
      drawCandidate(place, of: current, in: box, of: &frame, theme, isShown: isShown)
    }
    if showsDetails(of: current) { drawDetails(of: current, in: layout, of: &frame, theme) }
    drawStatus(in: layout.status, of: &frame, theme)
    drawHints(in: layout.hints, of: &frame, theme)
  }

  private func drawCandidate(
    _ place: Int, of current: CurrentPair, in box: Rect, of frame: inout Frame, _ theme: Theme, isShown: Bool
  ) {
    let candidate = current.candidates[place]
    let isAdjudicated =
      current.isRevealed && current.review.adjudication?.outcome == .preferred(candidate.image)
    frame.box(
      box, label: label(of: place, in: current), style: theme[isAdjudicated ? .marked : .border],
      heavy: isAdjudicated)
    let request = PictureRequest(candidate: candidate, box: box.inset(by: 1).size)
    frame.drawPicture(request, from: pictures, in: box, isShown: isShown, theme)
  }

  private func label(of place: Int, in current: CurrentPair) -> String {
    guard current.isRevealed else { return "\(place + 1)" }
    let candidate = current.candidates[place]
    let whose = candidate.image == current.item.people ? "people" : queue?.scorer.name ?? ""
    let parts = ["\(place + 1)", candidate.generator, "picked by \(whose)"]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  private func drawZoom(on place: Int, of current: CurrentPair, in frame: inout Frame, _ theme: Theme) {
    let area = ScreenMeasures.zoomArea(size)
    frame.box(area, label: "\(place + 1) of 2", style: theme[.border])
    frame.drawPicture(zoomRequests(for: current)[place], from: pictures, in: area, theme)
    drawHints(in: Rect(column: 0, row: size.height - 1, width: size.width, height: 1), of: &frame, theme)
  }

  private func drawIdle(in frame: inout Frame, _ theme: Theme) {
    let lines: [(String, Theme.Role)] =
      switch stage {
      case .loading: [("comparing people with the scorer …", .quiet)]
      case .failed(let reason):
        [("The disagreements cannot be read", .error), (reason, .text), ("q quits", .quiet)]
      case .reviewing(let queue) where queue.decidedPairs == 0:
        [
          ("Nothing to compare", .title),
          ("no pair has both a majority among people and scores of \(queue.scorer.name)", .text),
          ("`konomi score --all --model PATH` scores what is new · q quits", .quiet),
        ]
      case .reviewing(let queue) where queue.items.isEmpty:
        [
          ("No disagreements", .title),
          ("\(queue.scorer.name) says what most people say on \(all(queue.decidedPairs, "pair"))", .text),
          ("q quits", .quiet),
        ]
      case .reviewing:
        [
          ("Nothing to show", .title), ("no disagreement is left with: \(filter.description)", .text),
          ("l changes the limit · q quits", .quiet),
        ]
      }
    drawHeader(in: &frame, theme)
    for (index, line) in lines.enumerated() {
      let text = VisibleText(line.0).condensed(to: size.width - 4)
      frame.write(
        text, column: (size.width - text.width) / 2, row: size.height / 2 - lines.count + 2 * index,
        style: theme[line.1])
    }
    drawStatus(in: Rect(column: 0, row: size.height - 2, width: size.width, height: 1), of: &frame, theme)
  }
}
