import Preferences
import Screen

/// A candidate's image, to be rendered for a box of cells.
package struct PictureRequest: Hashable, Sendable {
  package let candidate: Candidate
  package let box: Size

  package init(candidate: Candidate, box: Size) {
    self.candidate = candidate
    self.box = box
  }

  package var name: PictureName { PictureName(image: candidate.image.hexadecimal, box: box) }
}

/// Pictures that the screen can use, most urgent first.
package struct UsefulPictures: Equatable, Sendable {
  /// For what is on the screen.
  package var now: [PictureRequest] = []
  /// For what will be.
  package var ahead: [PictureRequest] = []

  package init(now: [PictureRequest] = [], ahead: [PictureRequest] = []) {
    self.now = now
    self.ahead = ahead
  }

  package var all: [PictureRequest] { now + ahead }
}

/// What is in a candidate's box.
enum PictureState: Equatable, Sendable {
  case awaited
  /// With the size in cells that the picture came out at.
  case ready(Size)
  case failed(String)
}
