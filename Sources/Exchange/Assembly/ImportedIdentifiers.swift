import Preferences

extension TrialID {
  /// Names the trial of a vote. Votes of people that the source does not tell apart differ by what they say, and those
  /// that say the same by their number.
  static func imported(
    of comparison: ComparisonID, by annotator: AnnotatorID, task: AnnotationMode.Task, outcome: Outcome,
    number: Int
  ) -> TrialID {
    var fields = HashFields("imported trial")
    fields.append(comparison)
    fields.append(annotator)
    fields.append(task.rawValue)
    fields.append(outcome)
    // The first goes by the name that it had before the others counted.
    if number > 0 { fields.append(integer: UInt64(number)) }
    return TrialID(naming: fields)
  }

  /// Names the trial of an answer by the question, whatever the answer is.
  static func imported(_ question: ImportedQuestion) -> TrialID {
    TrialID(naming: question.fields("imported answer"))
  }
}

/// What somebody was asked. Two answers to the same one contradict each other, or say the same.
struct ImportedQuestion {
  let annotator: AnnotatorID
  let comparison: ComparisonID
  let images: [ImageID]
  let task: AnnotationMode.Task
  let repetition: Int
  /// Where the source names the trial, that is part of the question.
  let trial: TrialID?

  func fields(_ purpose: String) -> HashFields {
    var fields = HashFields(purpose)
    fields.append(comparison)
    fields.append(annotator)
    fields.append(task.rawValue)
    fields.append(integer: UInt64(repetition))
    for image in images.sorted() { fields.append(image) }
    if let trial { fields.append(trial) }
    return fields
  }
}

extension EventID {
  /// Begins with a time of zero: whatever is said of the trial later has a greater identifier, and so counts.
  static func importedChoice(of trial: TrialID) -> EventID {
    var fields = HashFields("imported choice")
    fields.append(trial)
    return EventID(milliseconds: 0, naming: fields)
  }

  /// For a trial that may get another answer: two files that answer it differently must not call that the same event.
  static func importedAnswer(_ outcome: Outcome, at time: Timestamp?, to trial: TrialID) -> EventID {
    var fields = HashFields("imported answer")
    fields.append(trial)
    fields.append(outcome)
    if let time { fields.append(integer: UInt64(bitPattern: time.milliseconds)) }
    return EventID(milliseconds: 0, naming: fields)
  }

  static func importedFlag(beside choice: EventID, of trial: TrialID) -> EventID {
    importedRemark(HashFields("imported flag"), beside: choice, of: trial)
  }

  static func importedNote(_ text: String, beside choice: EventID, of trial: TrialID) -> EventID {
    var fields = HashFields("imported note")
    fields.append(text)
    return importedRemark(fields, beside: choice, of: trial)
  }

  /// Begins with the time of the choice, so that a later flag or note stands over it.
  private static func importedRemark(
    _ fields: HashFields, beside choice: EventID, of trial: TrialID
  ) -> EventID {
    var fields = fields
    fields.append(trial)
    return EventID(milliseconds: choice.milliseconds, naming: fields)
  }
}
