import Preferences
import Screen

extension AnnotateState {
  /// In cells.
  private static let longestTerminalName = 80

  package mutating func reduce(_ action: Action) -> [Effect] {
    var effects: [Effect] = []
    switch action {
    case .began:
      break
    case .resized(let size):
      effects += releaseHeldBack()
      self.size = size
    case .keyPressed(let key, let moment):
      effects += take(key, at: moment, isRepeat: false)
    case .keyRepeated(let key, let moment):
      effects += take(key, at: moment, isRepeat: true)
    case .pasted(let text):
      effects += releaseHeldBack()
      typeIntoNote(text)
    case .terminalNamed(let name):
      conditions.terminal = VisibleText(name).truncated(to: Self.longestTerminalName).text
    case .colorsChanged(let colors):
      effects += releaseHeldBack()
      self.colors = colors
      pictures.forgetAll()
    case .woke(let token):
      effects += release(keyGuard.release(token: token))
    case .terminalKnown(let confirmsFrames, let tellsRepeats):
      conditions.confirmsFrames = confirmsFrames
      keyGuard.isToldRepeats = tellsRepeats
    case .trialsLoaded(let trials, let nextPosition, let token):
      receive(trials, nextPosition: nextPosition, token: token)
    case .loadFailed(let reason, let token):
      receiveLoadFailure(reason, token: token)
    case .pictureReady(let request, let size):
      pictures.receive(.ready(size), for: request)
    case .pictureFailed(let request, let reason):
      pictures.receive(.failed(reason), for: request)
    case .wasWritten(let trial, let uptime):
      if fullyShownTrial?.id == trial { view.writtenAt = view.writtenAt ?? uptime }
    case .becameVisible(let trial, let uptime):
      if awaitingSight == trial { view.decidingTime.start(at: uptime) }
    case .becameCovered(let uptime):
      view.decidingTime.stop(at: uptime)
    case .scorerChanged(let stage):
      changeScorer(to: stage)
    case .predicted(let trial, let prediction):
      receive(.ready(prediction), for: trial)
    case .predictionFailed(let trial, let reason):
      receive(.failed(reason), for: trial)
    case .recorded(let event):
      effects += confirm(event)
    case .recordFailed(let event, let reason):
      refuse(event, reason: reason)
    case .databaseMoved(let event):
      keepUnsaved(event)
    case .rescued(let path):
      effects += goOn(inRescuedFile: path)
    case .rescueFailed(let reason):
      notice = Notice("not rescued: \(reason)", isError: true)
    case .overtaken(let event, let standing):
      giveWay(event, to: standing)
    case .leftOut(let standings):
      leaveOut(standings)
    }
    return effects + loadMoreIfNeeded() + preparePicturesIfChanged() + predictIfChanged()
  }

  /// The trial in front of the annotator.
  package var current: QueuedTrial? {
    if case .judging(let queued) = stage { queued } else { nil }
  }

  /// The trial whose candidates are on screen, judged already or not.
  var shown: QueuedTrial? {
    switch stage {
    case .judging(let queued), .revealing(let queued): queued
    case .loading, .finished, .failed: nil
    }
  }

  /// The trial all of whose candidates `render` places on the screen now.
  package var fullyShownTrial: Trial? {
    guard let trial = current?.trial, hasRoom(for: trial), hasAllPictures(of: trial) else { return nil }
    switch view.focus {
    case .candidates, .note: return trial
    case .zoom, .help, .prompt: return nil
    }
  }

  package var awaitingSight: TrialID? {
    view.focus == .candidates && !view.decidingTime.isRunning ? fullyShownTrial?.id : nil
  }

  /// Looking closer is looking; reading help or writing a note is not.
  package var isCovered: Bool {
    guard view.decidingTime.isRunning else { return false }
    switch view.focus {
    case .candidates: return fullyShownTrial == nil
    case .zoom: return !ScreenMeasures.fits(size)
    case .help, .prompt, .note: return true
    }
  }

  func hasAllPictures(of trial: Trial) -> Bool {
    candidateRequests(for: trial).allSatisfy { if case .ready = pictures[$0] { true } else { false } }
  }

  func hasRoom(for trial: Trial) -> Bool {
    ScreenMeasures.fits(size) && ScreenMeasures.canShowPicture(in: layout(of: trial).pictureBox)
  }

  var context: KeyContext {
    switch view.focus {
    case .help, .prompt: return .window
    case .zoom: return .zoom
    case .note, .candidates: break
    }
    if case .revealing = stage { return .result }
    guard let trial = current?.trial else { return .idle }
    if trial.task == .rank { return .rank }
    return trial.candidates.count == 2 ? .pair : .best
  }
}
