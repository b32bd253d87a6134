import Preferences

extension TrialID {
  /// Names the trial of a choice whose source does not. The outcome is part of the name, since a source may
  /// hold several choices of one annotator, or of annotators it does not tell apart, on one comparison.
  static func imported(
    of comparison: ComparisonID, by annotator: AnnotatorID, task: AnnotationMode.Task, outcome: Outcome
  ) -> TrialID {
    var fields = HashFields("imported trial")
    fields.append(comparison)
    fields.append(annotator)
    fields.append(task.rawValue)
    fields.append(outcome)
    return TrialID(naming: fields)
  }
}

extension EventID {
  /// Begins with a time of zero: whatever is said of the trial later has a greater identifier, and so counts.
  static func importedChoice(of trial: TrialID) -> EventID {
    var fields = HashFields("imported choice")
    fields.append(trial)
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
    let milliseconds = choice.withBytes { $0.prefix(6).reduce(0) { $0 << 8 | UInt64($1) } }
    return EventID(milliseconds: milliseconds, naming: fields)
  }

  /// 48 bits of time as in version 7 of RFC 9562, the rest from the fields.
  private init(milliseconds: UInt64, naming fields: HashFields) {
    let (high, low) = SipHash.naming(fields.bytes)
    self.init(high: milliseconds << 16 | high & 0xfff, low: low, version: 8)
  }
}

extension HashFields {
  fileprivate mutating func append(_ outcome: Outcome) {
    switch outcome {
    case .preferred(let image):
      append("preferred")
      append(image)
    case .ranking(let groups):
      append("ranking")
      append(integer: UInt64(groups.count))
      for group in groups {
        append(integer: UInt64(group.count))
        for image in group.sorted() { append(image) }
      }
    case .tie: append("tie")
    case .bothBad: append("both bad")
    case .skip: append("skip")
    }
  }
}
