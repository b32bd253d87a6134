import Preferences
import Screen

extension ReviewState {
  package mutating func reduce(_ action: Action) -> [Effect] {
    var effects: [Effect] = []
    switch action {
    case .began:
      effects.append(.loadQueue)
    case .resized(let size):
      self.size = size
    case .keyPressed(let key, let moment):
      effects += press(key, at: moment)
    case .pasted(let text):
      paste(text)
    case .terminalNamed:
      break
    case .colorsChanged(let colors):
      self.colors = colors
      pictures.forgetAll()
    case .pictureReady(let request, let size):
      pictures.receive(.ready(size), for: request)
    case .pictureFailed(let request, let reason):
      pictures.receive(.failed(reason), for: request)
    case .queueLoaded(let queue, let reviews, let lastEvent):
      receive(queue, reviews, lastEvent)
    case .queueFailed(let reason):
      if case .loading = stage { stage = .failed(reason) }
    case .evidenceLoaded(let pair, let found):
      receive(.ready(found), on: pair)
    case .evidenceFailed(let pair, let reason):
      receive(.failed(reason), on: pair)
    case .becameVisible(let pair, let uptime):
      if fullyShownPair == pair, view.visibleSince == nil { view.visibleSince = uptime }
    case .recorded(let event):
      effects += confirm(event)
    case .recordFailed(let event, let reason):
      refuse(event, reason: reason)
    }
    return effects + loadEvidenceIfNeeded() + preparePicturesIfChanged()
  }

  private mutating func receive(
    _ queue: ReviewQueue, _ reviews: [CandidatePair: Review], _ lastEvent: EventID?
  ) {
    guard case .loading = stage else { return }
    stage = .reviewing(queue)
    self.reviews = reviews
    eventIDs = EventIDSequence(after: lastEvent)
    walkAgain()
    show(nextUnreviewed(after: -1) ?? walk.places.first)
  }

  private mutating func receive(_ content: Evidence.Content, on pair: CandidatePair) {
    if evidence?.pair == pair { evidence?.content = content }
  }

  /// Asked for as soon as a pair comes up, so that it is there when the pair is revealed.
  private mutating func loadEvidenceIfNeeded() -> [Effect] {
    guard let pair = current?.pair, evidence?.pair != pair else { return [] }
    evidence = Evidence(pair: pair, content: .awaited)
    return [.loadEvidence(pair)]
  }

  /// The pair both of whose candidates `render` places on the screen now.
  package var fullyShownPair: CandidatePair? {
    guard let current, ScreenMeasures.fits(size), hasAllPictures(of: current) else { return nil }
    switch view.focus {
    case .pair, .note, .search: return current.pair
    case .zoom, .help, .prompt, .adjudicating, .tagging, .filtering: return nil
    }
  }

  /// Whether it is yet to be said when the pair came on screen.
  package var awaitsVisibility: Bool { view.visibleSince == nil }

  var context: Context {
    switch view.focus {
    case .help, .prompt: return .window
    case .zoom: return .zoom
    case .adjudicating: return .adjudicating
    case .filtering: return .filtering
    case .pair, .tagging, .note, .search: break
    }
    return current.map { $0.isRevealed ? .revealed : .blind } ?? .idle
  }
}
