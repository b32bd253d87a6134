import Preferences
import Screen

extension AnnotateState {
  mutating func press(_ key: Key, at moment: Moment) -> [Effect] {
    defer { keyGuard.sawOther(than: key) }
    if case .note(let text) = view.focus { return editNote(text, with: key, at: moment) }
    if answersNo(keys.command(for: key, in: context)) { return [] }
    guard let command = keys.command(for: key, in: context) ?? (context == .result ? .goOn : nil) else {
      return []
    }
    guard ScreenMeasures.fits(size) || command == .quit else { return [] }
    if command == .quit { return quit() }
    guard pending == nil else { return [] }
    notice = nil
    switch command {
    case .help: view.focus = .help
    case .fullPrompt: view.focus = .prompt
    case .zoom: view.focus = .zoom(context == .pair ? 0 : view.cursor)
    case .nextCandidate: showNextCandidate()
    case .back: view.focus = .candidates
    case .moveLeft, .moveRight, .moveUp, .moveDown: moveCursor(command)
    case .note: startNote()
    case .flag: return toggleFlag(at: moment)
    case .undo: return undo(at: moment)
    case .redo: return redo(at: moment)
    case .retry: retry()
    case .rescue: return rescue()
    case .panel: showsPanel.toggle()
    case .goOn: goOn(with: key, at: moment)
    case .unrank: view.unrankLast()
    case .pick(let place) where context == .zoom: zoom(on: place)
    case .pick(let place) where context == .rank: rank(place)
    case .pickCursor where context == .rank: rank(view.cursor)
    case .joinRank where !view.ranking.isEmpty: joinRank()
    case .pick, .pickLeft, .pickRight, .pickCursor, .tie, .joinRank, .bothBad, .skip, .commitRanking:
      return choose(command, with: key, at: moment)
    case .quit: break
    }
    return []
  }

  private mutating func quit() -> [Effect] {
    isQuitting = true
    return pending == nil ? [.quit] : []
  }

  private mutating func showNextCandidate() {
    guard case .zoom(let place) = view.focus, let count = shown?.trial.candidates.count else { return }
    view.focus = .zoom((place + 1) % count)
  }

  private mutating func zoom(on place: Int) {
    guard let count = shown?.trial.candidates.count, place < count else { return }
    view.focus = .zoom(place)
  }

  private mutating func moveCursor(_ command: Command) {
    guard let trial = current?.trial else { return }
    view.cursor = layout(of: trial).place(from: view.cursor, moved: command)
  }

  private mutating func rank(_ place: Int) {
    guard let images = current?.trial.images, images.indices.contains(place) else { return }
    view.cursor = place
    guard view.visibleSince != nil else { return }
    if view.rank(of: images[place]) == nil {
      view.rankNext(images[place])
    } else {
      notice = Notice("candidate \(place + 1) is ranked already: Backspace takes the last one back")
    }
  }

  private mutating func joinRank() {
    view.joinsLastRank = true
    notice = Notice("the next candidate ties with the last")
  }

  /// Tries again what failed: pictures that could not be read, or a schedule that could not be loaded.
  private mutating func retry() {
    pictures.forgetFailures()
    predictions.forgetFailures()
    if case .failed = stage {
      stage = .loading
      supply.hasMore = true
    }
  }
}
