import Preferences
import Storage
import TestSupport

/// A file with one comparison, one session and one choice, closed again.
struct SampleFile {
  let folder: TemporaryFolder
  let path: String
  let comparison: Comparison
  let session: Session
  let trial: Trial

  init() throws {
    folder = try TemporaryFolder()
    path = folder["choices.sqlite"]
    comparison = try Fixture.comparison(1)
    session = Fixture.session(1, of: try Fixture.annotator(1))
    trial = try Fixture.trial(1, of: comparison)
    let store = try SQLiteChoiceStore(path: path)
    _ = try store.add([ImportedComparison(comparison: comparison)])
    try store.begin(session)
    try store.record(event(1), of: trial)
  }

  func event(_ number: Int) -> Event {
    Fixture.event(number, in: session, on: trial, Fixture.choice(.preferred(trial.images[0])))
  }
}
