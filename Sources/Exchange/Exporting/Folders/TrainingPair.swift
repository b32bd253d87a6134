import Preferences

/// Two candidates that were shown together, and what a choice says of them. Stands for one training sample.
struct TrainingPair {
  /// In the order of their image ids, which tells nothing of the answer.
  let candidates: (Candidate, Candidate)
  let verdict: Verdict

  /// All pairs that a choice says something of: the preferred image against each other one, every two of a ranking.
  static func all(of record: ChoiceRecord) -> [TrainingPair] {
    let shown = record.trial.candidates.sorted { $0.image < $1.image }
    var pairs: [TrainingPair] = []
    for (place, first) in shown.enumerated() {
      for second in shown[(place + 1)...] {
        guard let verdict = record.choice.outcome.verdict(on: first.image, second.image) else { continue }
        pairs.append(TrainingPair(candidates: (first, second), verdict: verdict))
      }
    }
    return pairs
  }

  /// Columns named as in Pick-a-Pic, whose names trainers look for, then ours. None is ever null and no number is
  /// sometimes whole: `datasets` guesses a column's type from the first lines, and refuses what differs.
  func columns(of record: ChoiceRecord, examplesOfPrompt: Int) -> [(String, JSONValue)] {
    let trial = record.trial
    let choice = record.choice
    let label =
      switch verdict {
      case .first: 1.0
      case .second: 0.0
      case .tie: 0.5
      }
    return [
      ("caption", .string(trial.prompt.text)),
      ("label_0", .number(label)),
      ("label_1", .number(1 - label)),
      ("image_0_uid", .string(candidates.0.image.hexadecimal)),
      ("image_1_uid", .string(candidates.1.image.hexadecimal)),
      ("model_0", .string(candidates.0.generator ?? "")),
      ("model_1", .string(candidates.1.generator ?? "")),
      ("are_different", .bool(true)),
      ("has_label", .bool(true)),
      ("num_example_per_prompt", .integer(examplesOfPrompt)),
      ("ranking_id", .string(trial.id.description)),
      ("user_id", .string(record.annotator.name)),
      ("created_at", .string(choice.at.iso8601)),
      ("choice", .string(choice.event.description)),
      ("session", .string(choice.session.description)),
      ("comparison", .string(trial.comparison.description)),
      ("task", .string(trial.task.rawValue)),
      ("repetition", .integer(trial.repetition)),
      ("outcome", .string(choice.outcome.word)),
      ("flagged", .bool(choice.flagged)),
      ("scores_visible", .bool(choice.scoresVisible)),
      ("policy", .string(trial.selection.policy.rawValue)),
      ("probability", .number(trial.selection.probability)),
    ]
  }
}
