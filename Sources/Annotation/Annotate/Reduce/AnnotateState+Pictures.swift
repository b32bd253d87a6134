import Preferences
import Screen

extension AnnotateState {
  /// How many trials ahead have their pictures made.
  static let picturesAhead = 3

  func layout(of trial: Trial) -> AnnotateLayout {
    AnnotateLayout(size: size, trial: trial, hasPanel: showsPanel)
  }

  func candidateRequests(for trial: Trial) -> [PictureRequest] {
    let box = layout(of: trial).pictureBox
    return trial.candidates.map { PictureRequest(candidate: $0, box: box) }
  }

  func zoomRequests(for trial: Trial) -> [PictureRequest] {
    let box = ScreenMeasures.zoomBox(size)
    return trial.candidates.map { PictureRequest(candidate: $0, box: box) }
  }

  mutating func preparePicturesIfChanged() -> [Effect] {
    pictures.want(usefulPictures()).map { [.preparePictures($0)] } ?? []
  }

  private func usefulPictures() -> UsefulPictures {
    var useful = UsefulPictures()
    guard ScreenMeasures.fits(size) else { return useful }
    if let trial = shown?.trial {
      if case .zoom = view.focus { useful.now += zoomRequests(for: trial) }
      if hasRoom(for: trial) { useful.now += candidateRequests(for: trial) }
    }
    for queued in upcoming.prefix(Self.picturesAhead) where hasRoom(for: queued.trial) {
      useful.ahead += candidateRequests(for: queued.trial)
    }
    return useful
  }
}
