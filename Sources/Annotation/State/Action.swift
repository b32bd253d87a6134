import Preferences
import Screen

/// What happened.
package enum Action: Equatable, Sendable {
  case began
  case resized(Size)
  case keyPressed(Key, Moment)
  case pasted(String)
  /// - nextPosition: where in the schedule to go on; `nil` at its end.
  case trialsLoaded([AnnotateState.QueuedTrial], nextPosition: Int?, token: Int)
  case loadFailed(String, token: Int)
  case pictureReady(PictureRequest, Size)
  case pictureFailed(PictureRequest, String)
  /// All candidates of a trial are on the glass; in milliseconds of the monotonic clock.
  case becameVisible(TrialID, uptime: Int)
  case recorded(EventID)
  case recordFailed(EventID, String)
}

/// What is wanted.
package enum Effect: Equatable, Sendable {
  case loadTrials(from: Int, count: Int, token: Int)
  /// All pictures that are of use. Work on others is to be cancelled.
  case preparePictures(UsefulPictures)
  case record(Event, Trial)
  case quit
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

/// When a key was read, and the randomness that an event made of it may use.
package struct Moment: Equatable, Sendable {
  /// Milliseconds of the monotonic clock.
  package let uptime: Int
  package let time: Timestamp
  package let random: SIMD2<UInt64>

  package init(uptime: Int, time: Timestamp, random: SIMD2<UInt64>) {
    self.uptime = uptime
    self.time = time
    self.random = random
  }
}

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
