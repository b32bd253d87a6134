import Annotation
import Preferences
import Screen

/// Has done what the review screen wants.
struct ReviewDesk: ScreenDesk {
  private let disagreements: DisagreementDesk
  private let pictures: PictureDesk
  /// Asked for and not yet begun.
  private var wantedPictures: UsefulPictures?

  init(disagreements: DisagreementDesk, pictures: PictureDesk) {
    self.disagreements = disagreements
    self.pictures = pictures
  }

  mutating func perform(_ effect: ReviewState.Effect) -> Bool {
    switch effect {
    case .loadQueue: disagreements.loadQueue()
    case .loadEvidence(let pair): disagreements.loadEvidence(on: pair)
    case .record(let event): disagreements.record(event)
    case .preparePictures(let useful): wantedPictures = useful
    case .wake: break
    case .quit: return false
    }
    return true
  }

  /// Pictures are begun after painting, as for annotation.
  mutating func presented(_ state: ReviewState) {
    if let useful = wantedPictures {
      wantedPictures = nil
      pictures.prepare(useful)
    }
  }

  func changeColors(to colors: TerminalColors) { pictures.changeColors(to: colors) }

  func picture(_ name: PictureName) -> Picture? { pictures.picture(name) }

  func finish() { disagreements.finish() }
}
