import Preferences
import Screen

/// What happened.
package enum Action: ScreenAction {
  case began
  case resized(Size)
  case keyPressed(Key, Moment)
  case pasted(String)
  case terminalNamed(String)
  case colorsChanged(ColorDepth)
  /// - nextPosition: where in the schedule to go on; `nil` at its end.
  case trialsLoaded([AnnotateState.QueuedTrial], nextPosition: Int?, token: Int)
  case loadFailed(String, token: Int)
  case pictureReady(PictureRequest, Size)
  case pictureFailed(PictureRequest, String)
  /// All candidates of a trial are on the glass; in milliseconds of the monotonic clock.
  case becameVisible(TrialID, uptime: Int)
  case scorerChanged(ScorerStage)
  case predicted(TrialID, Prediction)
  case predictionFailed(TrialID, String)
  case recorded(EventID)
  case recordFailed(EventID, String)
}

/// What is wanted.
package enum Effect: Equatable, Sendable {
  case loadTrials(from: Int, count: Int, token: Int)
  /// All pictures that are of use. Work on others is to be cancelled.
  case preparePictures(UsefulPictures)
  /// All trials that a prediction is wanted of, most urgent first. Work on others is to be left.
  case predict([Trial])
  case record(Event, Trial)
  case quit
}
