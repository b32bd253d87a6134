import Preferences
import Screen

extension AnnotateState {
  func drawTrial(_ queued: QueuedTrial, in frame: inout Frame, _ theme: Theme) {
    let layout = layout(of: queued.trial)
    drawHeader(in: &frame, theme)
    drawPrompt(queued.trial.prompt, in: layout.prompt, of: &frame, theme)
    let isShown = hasAllPictures(of: queued.trial)
    for (place, box) in layout.boxes.enumerated() {
      drawCandidate(place, of: queued, in: box, of: &frame, theme, isShown: isShown)
    }
    if let panel = layout.panel { drawPanel(in: panel, of: &frame, theme) }
    drawStatus(in: layout.status, of: &frame, theme)
    drawHints(in: layout.hints, of: &frame, theme)
  }

  private func drawPrompt(_ prompt: Prompt, in area: Rect, of frame: inout Frame, _ theme: Theme) {
    let lines = VisibleText(prompt.text).wrapped(to: area.width - 2)
    for (index, row) in area.rows.enumerated() {
      let isCut = index == area.height - 1 && lines.count > area.height
      let end = frame.write(
        isCut ? lines[index].truncated(to: area.width - 12) : lines[index], column: 1, row: row,
        style: theme[.prompt])
      if isCut { frame.write(" … p all", column: end, row: row, style: theme[.quiet]) }
    }
  }

  /// No image is placed before all of the trial are there: one that came first would be looked at longer.
  private func drawCandidate(
    _ place: Int, of queued: QueuedTrial, in box: Rect, of frame: inout Frame, _ theme: Theme, isShown: Bool
  ) {
    let trial = queued.trial
    let hasCursor = trial.candidates.count > 2 && view.cursor == place
    let rank = view.rank(of: trial.images[place])
    let style = theme[hasCursor || rank != nil ? .marked : .border]
    frame.box(box, label: label(of: place, in: queued, rank: rank), style: style, heavy: hasCursor)
    drawResult(of: place, under: box, of: &frame, theme)
    let request = PictureRequest(candidate: trial.candidates[place], box: box.inset(by: 1).size)
    switch pictures[request] {
    case .ready(let size) where isShown:
      frame.place(ImageSlot(picture: request.name, area: box.inset(by: 1).centered(size)))
    case .failed(let reason):
      frame.drawMessage("cannot be shown: \(reason)", in: box.inset(by: 2), theme[.error])
    case .ready, .awaited, nil:
      frame.drawMessage("…", in: box.inset(by: 1), theme[.quiet])
    }
  }

  private func label(of place: Int, in queued: QueuedTrial, rank: Int?) -> String {
    var parts = ["\(place + 1)"]
    if let rank { parts.append("rank \(rank)") }
    if case .revealing = stage, history.last?.outcome == .preferred(queued.trial.images[place]) {
      parts.append("● chosen")
    }
    if queued.earlier == .preferred(queued.trial.images[place]) { parts.append("chosen before") }
    return parts.joined(separator: " · ")
  }

  func drawZoom(on place: Int, of trial: Trial, in frame: inout Frame, _ theme: Theme) {
    let area = AnnotateLayout.zoomArea(size)
    frame.box(area, label: "\(place + 1) of \(trial.candidates.count)", style: theme[.border])
    let requests = zoomRequests(for: trial)
    let inside = area.inset(by: 1)
    switch pictures[requests[place]] {
    case .ready(let size):
      frame.place(ImageSlot(picture: requests[place].name, area: inside.centered(size)))
    case .failed(let reason):
      frame.drawMessage("cannot be shown: \(reason)", in: inside, theme[.error])
    case .awaited, nil:
      frame.drawMessage("…", in: inside, theme[.quiet])
    }
    drawHints(in: Rect(column: 0, row: size.height - 1, width: size.width, height: 1), of: &frame, theme)
  }
}
