import Preferences
import Screen

extension ReviewState {
  /// What happened.
  package enum Action: ScreenAction {
    case began
    case resized(Size)
    case keyPressed(Key, Moment)
    case pasted(String)
    case terminalNamed(String)
    case colorsChanged(ColorDepth)
    case pictureReady(PictureRequest, Size)
    case pictureFailed(PictureRequest, String)
    /// - reviews: what stands of every pair that has been reviewed.
    /// - lastEvent: the newest in the log of reviews, which new ones must follow.
    case queueLoaded(ReviewQueue, reviews: [CandidatePair: Review], lastEvent: EventID?)
    case queueFailed(String)
    case evidenceLoaded(CandidatePair, PairEvidence)
    case evidenceFailed(CandidatePair, String)
    /// Both candidates are on the glass; in milliseconds of the monotonic clock.
    case becameVisible(CandidatePair, uptime: Int)
    case recorded(EventID)
    case recordFailed(EventID, String)
  }

  /// What is wanted.
  package enum Effect: Equatable, Sendable {
    case loadQueue
    case loadEvidence(CandidatePair)
    /// All pictures that are of use. Work on others is to be cancelled.
    case preparePictures(UsefulPictures)
    case record(ReviewEvent)
    case quit
  }
}
