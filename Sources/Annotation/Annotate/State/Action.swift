import Preferences
import Screen

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
  /// - nextPosition: where in the schedule to go on; `nil` at its end.
  case trialsLoaded([AnnotateState.QueuedTrial], nextPosition: Int?, token: Int)
  case loadFailed(String, token: Int)
  case pictureReady(PictureRequest, Size)
  case pictureFailed(PictureRequest, String)
  case wasWritten(TrialID, uptime: Int)
  case becameVisible(TrialID, uptime: Int)
  case becameCovered(uptime: Int)
  case scorerChanged(ScorerStage)
  case predicted(TrialID, Prediction)
  case predictionFailed(TrialID, String)
  case recorded(EventID)
  case recordFailed(EventID, String)
  /// The database is no longer under its name; nothing was recorded.
  case databaseMoved(EventID)
  case rescued(String)
  case rescueFailed(String)
  /// The annotator has decided otherwise in another sitting; nothing was recorded.
  case overtaken(EventID, standing: Choice?)
  /// What has become of trials that were found to be judged.
  case leftOut([TrialID: TrialQueue.Standing])
}

/// What is wanted.
package enum Effect: ScreenEffect {
  case loadTrials(from: Int, count: Int, token: Int)
  /// All pictures that are of use. Work on others is to be cancelled.
  case preparePictures(UsefulPictures)
  /// All trials that a prediction is wanted of, most urgent first. Work on others is to be left.
  case predict([Trial])
  case record(Event, Trial)
  case wake(Alarm)
  /// All that the database holds is to be written to a new file, and the session to go on there.
  case rescue
  case quit

  package var alarm: Alarm? { if case .wake(let alarm) = self { alarm } else { nil } }
}
