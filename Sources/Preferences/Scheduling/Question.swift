/// What a trial asks, whoever is asked and in whichever order the candidates are shown.
package enum Question {}

package typealias QuestionID = Identifier<Question>

extension Identifier<Question> {
  package init(asking trial: Trial) {
    var fields = HashFields("question")
    fields.append(trial.comparison)
    fields.append(trial.task.rawValue)
    for image in trial.images.sorted(by: { $0.hexadecimal < $1.hexadecimal }) { fields.append(image) }
    self.init(naming: fields)
  }
}

/// Which question each annotator at work has in front. Nothing of it outlives the sitting.
package protocol QuestionsInFront: Sendable {
  /// Says which question this annotator has in front from now on.
  func put(_ question: QuestionID)

  /// How many other annotators had the question in front before this one put it there.
  func annotatorsBefore(on question: QuestionID) -> Int
}
