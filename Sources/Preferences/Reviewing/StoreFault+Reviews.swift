/// What every review store refuses, in the same words.
extension StoreFault {
  /// - Parameter images: those of the comparison; `nil` where it is not there.
  package static func check(_ event: ReviewEvent, against images: [ImageID]?) throws(StoreFault) {
    let pair = event.pair
    guard let images else { throw .inconsistent("no comparison \(pair.comparison)") }
    guard pair.first != pair.second, pair.images.allSatisfy(images.contains) else {
      throw .inconsistent("a review of images that comparison \(pair.comparison) does not have")
    }
    switch event.kind {
    case .judged(let outcome, let response):
      try check(outcome, of: pair)
      if let response, response < 0 { throw .inconsistent("\(response) ms as a response time") }
    case .adjudicated(let outcome):
      guard outcome != .skip else { throw .inconsistent("an adjudication that decides nothing") }
      try check(outcome, of: pair)
    case .tagged(let tags):
      guard tags.allSatisfy(ErrorTags.isTag), Set(tags).count == tags.count else {
        throw .inconsistent("\(tags) as tags")
      }
    case .withdrew, .flagged, .noted: break
    }
  }

  private static func check(_ outcome: Outcome, of pair: CandidatePair) throws(StoreFault) {
    switch outcome {
    case .preferred(let image):
      guard pair.images.contains(image) else { throw .inconsistent("\(Malformed.outcomeOutsideTrial)") }
    case .ranking: throw .inconsistent("a ranking in a review, which is of two candidates")
    case .tie, .bothBad, .skip: break
    }
  }
}
