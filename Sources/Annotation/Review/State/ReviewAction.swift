import Preferences
import Screen

extension ReviewState {
  /// What happened.
  package enum Action: ScreenAction {
    case began
    case resized(Size)
    case keyPressed(Key, Moment)
    case keyRepeated(Key, Moment)
    case pasted(String)
    case terminalNamed(String)
    case colorsChanged(ColorDepth)
    case woke(token: Int)
    case terminalKnown(confirmsFrames: Bool, tellsRepeats: Bool)
    case pictureReady(PictureRequest, Size)
    case pictureFailed(PictureRequest, String)
    /// - reviews: what stands of every pair that has been reviewed.
    /// - lastEvent: the newest in the log of reviews, which new ones must follow.
    case queueLoaded(ReviewQueue, reviews: [CandidatePair: Review], lastEvent: EventID?)
    case queueFailed(String)
    case evidenceLoaded(CandidatePair, PairEvidence)
    case evidenceFailed(CandidatePair, String)
    case wasWritten(CandidatePair, uptime: Int)
    case becameVisible(CandidatePair, uptime: Int)
    case becameCovered(uptime: Int)
    case recorded(EventID)
    case recordFailed(EventID, String)
  }

  /// What is wanted.
  package enum Effect: ScreenEffect {
    case loadQueue
    case loadEvidence(CandidatePair)
    /// All pictures that are of use. Work on others is to be cancelled.
    case preparePictures(UsefulPictures)
    case record(ReviewEvent)
    case wake(Alarm)
    case quit

    package var alarm: Alarm? { if case .wake(let alarm) = self { alarm } else { nil } }
  }
}
