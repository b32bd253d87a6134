import Preferences
import Screen

extension AnnotateState {
  func drawTrial(_ queued: QueuedTrial, in frame: inout Frame, _ theme: Theme) {
    let layout = layout(of: queued.trial)
    drawHeader(in: &frame, theme)
    frame.drawPrompt(queued.trial.prompt, in: layout.prompt, moreBy: "p", theme)
    if hasRoom(for: queued.trial) {
      let isShown = hasAllPictures(of: queued.trial)
      for (place, box) in layout.boxes.enumerated() {
        drawCandidate(place, of: queued, in: box, of: &frame, theme, isShown: isShown)
      }
    } else {
      let words = Objection.noRoom(candidates: queued.trial.candidates.count).words
      frame.drawMessage(words, in: layout.grid, theme[.error])
    }
    if let panel = layout.panel { drawPanel(in: panel, of: &frame, theme) }
    drawStatus(in: layout.status, of: &frame, theme)
    drawHints(in: layout.hints, of: &frame, theme)
  }

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
    frame.drawPicture(request, from: pictures, in: box, isShown: isShown, theme)
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
    let area = ScreenMeasures.zoomArea(size)
    frame.box(area, label: "\(place + 1) of \(trial.candidates.count)", style: theme[.border])
    frame.drawPicture(zoomRequests(for: trial)[place], from: pictures, in: area, theme)
    drawHints(in: Rect(column: 0, row: size.height - 1, width: size.width, height: 1), of: &frame, theme)
  }
}
