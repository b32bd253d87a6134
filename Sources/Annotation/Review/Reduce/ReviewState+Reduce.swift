import Preferences
import Screen

extension ReviewState {
  package mutating func reduce(_ action: Action) -> [Effect] {
    var effects: [Effect] = []
    switch action {
    case .began:
      effects.append(.loadQueue)
    case .resized(let size):
      effects += releaseHeldBack()
      self.size = size
    case .keyPressed(let key, let moment):
      effects += take(key, at: moment, isRepeat: false)
    case .keyRepeated(let key, let moment):
      effects += take(key, at: moment, isRepeat: true)
    case .pasted(let text):
      effects += releaseHeldBack()
      paste(text)
    case .terminalNamed:
      break
    case .colorsChanged(let colors):
      effects += releaseHeldBack()
      self.colors = colors
      pictures.forgetAll()
    case .woke(let token):
      effects += release(keyGuard.release(token: token))
    case .terminalKnown(let confirmsFrames, let tellsRepeats):
      self.confirmsFrames = confirmsFrames
      keyGuard.isToldRepeats = tellsRepeats
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
    case .wasWritten(let pair, let uptime):
      if fullyShownPair == pair { view.writtenAt = view.writtenAt ?? uptime }
    case .becameVisible(let pair, let uptime):
      if awaitingSight == pair { view.decidingTime.start(at: uptime) }
    case .becameCovered(let uptime):
      view.decidingTime.stop(at: uptime)
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

  package var awaitingSight: CandidatePair? {
    view.focus == .pair && !view.decidingTime.isRunning ? fullyShownPair : nil
  }

  /// Looking closer is looking; what is open beside or above the pair is not.
  package var isCovered: Bool {
    guard view.decidingTime.isRunning else { return false }
    switch view.focus {
    case .pair: return fullyShownPair == nil
    case .zoom: return !ScreenMeasures.fits(size)
    case .help, .prompt, .adjudicating, .tagging, .filtering, .note, .search: return true
    }
  }

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
