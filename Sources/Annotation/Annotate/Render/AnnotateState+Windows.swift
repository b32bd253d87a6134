import Preferences
import Screen

extension AnnotateState {
  /// What keys do here.
  func drawHelp(over frame: inout Frame, _ theme: Theme) {
    var below = self
    below.view.focus = .candidates
    frame.drawHelp(keys.bindings(in: below.context), colors: colors, theme)
  }

  func drawFullPrompt(over frame: inout Frame, _ theme: Theme) {
    guard let prompt = shown?.trial.prompt else { return }
    frame.drawText(prompt.text, label: "prompt", theme)
  }
}
