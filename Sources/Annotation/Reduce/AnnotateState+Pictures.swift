import Preferences
import Screen

extension AnnotateState {
  /// How many trials ahead have their pictures made.
  static let picturesAhead = 3

  func candidateRequests(for trial: Trial) -> [PictureRequest] {
    let box = AnnotateLayout(size: size, trial: trial).pictureBox
    return trial.candidates.map { PictureRequest(candidate: $0, box: box) }
  }

  func zoomRequests(for trial: Trial) -> [PictureRequest] {
    let box = AnnotateLayout.zoomBox(size)
    return trial.candidates.map { PictureRequest(candidate: $0, box: box) }
  }

  /// Names all pictures of use when they are other than before, and forgets those that are not.
  mutating func preparePicturesIfChanged() -> [Effect] {
    let now = usefulPictures()
    guard now != wanted else { return [] }
    wanted = now
    let useful = Set(now.all)
    pictures = pictures.filter { useful.contains($0.key) }
    for request in useful where pictures[request] == nil { pictures[request] = .awaited }
    return [.preparePictures(now)]
  }

  private func usefulPictures() -> UsefulPictures {
    var useful = UsefulPictures()
    guard AnnotateLayout.fits(size) else { return useful }
    if let trial = current?.trial {
      if case .zoom = view.focus { useful.now += zoomRequests(for: trial) }
      useful.now += candidateRequests(for: trial)
    }
    for queued in upcoming.prefix(Self.picturesAhead) { useful.ahead += candidateRequests(for: queued.trial) }
    return useful
  }
}
