import Annotation
import Preferences
import Screen
import Terminal

/// Has done what the annotation screen wants.
struct AnnotateDesk: ScreenDesk {
  private let choices: ChoiceDesk
  private let pictures: PictureDesk
  private let predictions: PredictionDesk?
  /// Asked for and not yet begun.
  private var wantedPictures: UsefulPictures?
  private var notedConditions: SessionConditions?
  private var notedLine: [TrialID] = []

  /// - Parameter predictions: `nil` where there is no scorer.
  init(choices: ChoiceDesk, pictures: PictureDesk, predictions: PredictionDesk?) {
    self.choices = choices
    self.pictures = pictures
    self.predictions = predictions
  }

  mutating func perform(_ effect: Effect) -> Bool {
    switch effect {
    case .loadTrials(let position, let count, let token):
      choices.load(from: position, count: count, token: token)
    case .record(let event, let trial): choices.record(event, of: trial)
    case .rescue: choices.rescue()
    case .preparePictures(let useful): wantedPictures = useful
    case .predict(let trials): predictions?.predict(trials)
    case .wake: break
    case .quit: return false
    }
    return true
  }

  /// Pictures are begun after painting, since decoding what comes later would take the processor from what is
  /// due now.
  mutating func presented(_ state: AnnotateState) {
    if let useful = wantedPictures {
      wantedPictures = nil
      pictures.prepare(useful)
    }
    let line = state.line
    if line.map(\.trial.id) != notedLine {
      notedLine = line.map(\.trial.id)
      choices.note(front: state.current, upcoming: Array(line.dropFirst(state.current == nil ? 0 : 1)))
    }
    if state.conditions != notedConditions {
      notedConditions = state.conditions
      choices.note(state.conditions)
    }
  }

  func changeColors(to colors: TerminalColors) { pictures.changeColors(to: colors) }

  func picture(_ name: PictureName) -> Picture? { pictures.picture(name) }

  func finish() {
    predictions?.finish()
    choices.finish()
  }
}
