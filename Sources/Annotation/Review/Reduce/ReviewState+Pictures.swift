import Preferences
import Screen

extension ReviewState {
  /// How many pairs ahead have their pictures made.
  private static let pairsAhead = 2

  func candidateRequests(for current: CurrentPair) -> [PictureRequest] {
    let box = ReviewLayout(
      size: size, prompt: current.item.comparison.prompt, hasDetails: showsDetails(of: current)
    )
    .pictureBox
    return current.candidates.map { PictureRequest(candidate: $0, box: box) }
  }

  func zoomRequests(for current: CurrentPair) -> [PictureRequest] {
    let box = ScreenMeasures.zoomBox(size)
    return current.candidates.map { PictureRequest(candidate: $0, box: box) }
  }

  func hasAllPictures(of current: CurrentPair) -> Bool {
    candidateRequests(for: current).allSatisfy { if case .ready = pictures[$0] { true } else { false } }
  }

  mutating func preparePicturesIfChanged() -> [Effect] {
    pictures.want(usefulPictures()).map { [.preparePictures($0)] } ?? []
  }

  private func usefulPictures() -> UsefulPictures {
    var useful = UsefulPictures()
    guard ScreenMeasures.fits(size), let current else { return useful }
    if case .zoom = view.focus { useful.now += zoomRequests(for: current) }
    useful.now += candidateRequests(for: current)
    if !current.isRevealed { useful.ahead += candidateRequests(for: afterJudgement(current)) }
    var place = walk.current ?? 0
    for _ in 0..<Self.pairsAhead {
      guard let next = walk.next(after: place), let item = queue?.items[next] else { break }
      useful.ahead += candidateRequests(for: seen(item))
      place = next
    }
    return useful
  }

  /// The same pair as it will be once it is revealed, which is what comes next.
  private func afterJudgement(_ current: CurrentPair) -> CurrentPair {
    CurrentPair(item: current.item, candidates: current.candidates, review: current.review, isRevealed: true)
  }
}
