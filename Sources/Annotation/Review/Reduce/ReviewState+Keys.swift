import Preferences
import Screen

extension ReviewState: GuardedKeys {
  mutating func press(_ key: Key, _ stroke: KeyGuard.Stroke, at moment: Moment) -> [Effect] {
    switch view.focus {
    case .note(let entry): return editNote(entry, with: key, at: moment)
    case .search(let entry): return editSearch(entry, with: key)
    case .tagging(let marked): return tag(marked, with: key, at: moment)
    default: break
    }
    guard let command = keys.command(for: key, in: context) else { return [] }
    guard ScreenMeasures.fits(size) || command == .quit else { return [] }
    if command == .quit { return quit() }
    if leavesTrace(command) {
      if case .repetition(let isFirst) = stroke {
        if isFirst { notice = Notice(Objection.heldDown.words) }
        return []
      }
      if stroke == .perhapsRepeat, pending == nil, objection(to: command, at: moment.uptime) == nil {
        return [.wake(keyGuard.holdBack(key, at: moment))]
      }
    }
    guard pending == nil else { return [] }
    notice = nil
    return perform(command, at: moment)
  }

  /// Whether a row of it would do harm that a single one does not.
  private func leavesTrace(_ command: Command) -> Bool {
    switch command {
    case .pick, .tie, .bothBad, .skip, .withdraw, .flag: true
    default: false
    }
  }

  private func objection(to command: Command, at uptime: Int) -> Objection? {
    guard let current, !current.isRevealed else { return nil }
    return objection(toJudging: current, isSkip: command == .skip, at: uptime)
  }

  private mutating func perform(_ command: Command, at moment: Moment) -> [Effect] {
    switch command {
    case .pick(let place):
      return say(current?.candidates[place].image).map { state($0, at: moment) } ?? []
    case .tie: return state(.tie, at: moment)
    case .bothBad: return state(.bothBad, at: moment)
    case .skip: return state(.skip, at: moment)
    case .withdraw: return withdraw(at: moment)
    case .flag: return toggleFlag(at: moment)
    case .adjudicate: view.focus = .adjudicating
    case .tag: view.focus = .tagging(current?.review.tags ?? [])
    case .note: view.focus = .note(TextEntry(current?.review.note ?? "", limit: Self.longestNote))
    case .search: view.focus = .search(TextEntry(filter.words ?? "", limit: Self.longestSearch))
    case .filter: view.focus = .filtering
    case .next, .previous, .first, .last, .nextUnreviewed: move(command)
    case .showAll, .showModelWrong, .showPeopleSplit, .toggleUnreviewed, .nextTag, .nextGenerator,
      .clearFilter:
      limit(command)
    case .scrollUp: view.scroll = max(0, view.scroll - 1)
    case .scrollDown: view.scroll = min(view.scroll + 1, longestDetails)
    case .details: hidesDetails.toggle()
    case .zoom: view.focus = .zoom(0)
    case .nextCandidate: if case .zoom(let place) = view.focus { view.focus = .zoom(1 - place) }
    case .fullPrompt: view.focus = .prompt
    case .help: view.focus = .help
    case .back: view.focus = .pair
    case .retry: retry()
    case .quit: break
    }
    return []
  }

  private func say(_ image: ImageID?) -> Outcome? { image.map(Outcome.preferred) }

  private mutating func state(_ outcome: Outcome, at moment: Moment) -> [Effect] {
    view.focus == .adjudicating ? adjudicate(outcome, at: moment) : judge(outcome, at: moment)
  }

  private mutating func quit() -> [Effect] {
    isQuitting = true
    return pending == nil ? [.quit] : []
  }

  /// Tries again what failed: pictures or evidence that could not be read.
  private mutating func retry() {
    pictures.forgetFailures()
    if case .failed = evidence?.content { evidence = nil }
  }

  mutating func paste(_ text: String) {
    switch view.focus {
    case .note(var entry):
      entry.type(text)
      view.focus = .note(entry)
    case .search(var entry):
      entry.type(text)
      view.focus = .search(entry)
    default: break
    }
  }
}
