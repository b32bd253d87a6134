/// How a checkpoint came to be: stands in its own metadata, and in what `konomi train --json` prints.
package struct TrainingRecord: Hashable, Sendable, Codable {
  package var konomi: String
  package var base: Base
  package var data: Data
  /// Name and value of each setting.
  package var settings: [String: String]
  /// Steps that the weights have been through, of those that were planned.
  package var steps: Int
  package var stepsPlanned: Int
  package var before: Figures?
  package var after: Figures?
  /// Of the choices, and of the pairs, that only one of the two predicts; with prompts as clusters.
  package var mcnemarP: MayBeMissing
  package var pairsMcnemarP: MayBeMissing
  package var curve: [TrainingProgress.Point]

  /// A number that there may be none of, which stands as null.
  package struct MayBeMissing: Hashable, Sendable, Codable {
    package let value: Double?

    package init(_ value: Double?) { self.value = value }

    package init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      value = container.decodeNil() ? nil : try container.decode(Double.self)
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if let value { try container.encode(value) } else { try container.encodeNil() }
    }
  }

  package struct Base: Hashable, Sendable, Codable {
    package var name: String
    package var sha256: String

    package init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  package struct Data: Hashable, Sendable, Codable {
    /// `TrainingData.fingerprint`.
    package var siphash: String
    package var trainingChoices: Int
    package var validationChoices: Int
    package var prompts: Int
    package var images: Int
  }

  /// How well the model predicted choices on prompts that it was not trained on.
  package struct Figures: Hashable, Sendable, Codable {
    package var loss: Double
    package var choices: Share
    package var pairs: Share
    package var calibrationError: MayBeMissing

    package struct Share: Hashable, Sendable, Codable {
      package var right: Int
      package var n: Int
      package var value: MayBeMissing
      package var low: MayBeMissing
      package var high: MayBeMissing

      init(_ answers: Evaluation.Answers) {
        right = answers.right
        n = answers.count
        value = MayBeMissing(answers.accuracy.value)
        low = MayBeMissing(answers.interval?.low)
        high = MayBeMissing(answers.interval?.high)
      }
    }

    init(_ evaluation: Evaluation) {
      loss = evaluation.loss
      choices = Share(evaluation.choices)
      pairs = Share(evaluation.pairs)
      calibrationError = MayBeMissing(evaluation.calibrationError)
    }
  }
}

extension TrainingRecord {
  /// Of a training that has come to its end.
  package init(of trainer: Trainer, base: Base, version: String) {
    let progress = trainer.progress
    let used = trainer.data.examples
    konomi = version
    self.base = base
    data = Data(
      siphash: trainer.data.fingerprint, trainingChoices: trainer.training.count,
      validationChoices: trainer.validation.count, prompts: Set(used.map(\.prompt)).count,
      images: Set(used.flatMap(\.images)).count)
    settings = Dictionary(uniqueKeysWithValues: trainer.plan.settings)
    steps = progress.keptStep
    stepsPlanned = trainer.batches.steps
    before = progress.before.map(Figures.init)
    after = progress.after.map(Figures.init)
    mcnemarP = Self.difference(progress, \.choices)
    pairsMcnemarP = Self.difference(progress, \.pairs)
    curve = progress.curve
  }

  private static func difference(
    _ progress: TrainingProgress, _ answers: KeyPath<Evaluation, Evaluation.Answers>
  ) -> MayBeMissing {
    guard let before = progress.before, let after = progress.after else { return MayBeMissing(nil) }
    return MayBeMissing(after[keyPath: answers].differ(from: before[keyPath: answers]).value)
  }

  /// One object, its keys in snake case.
  package var json: String { JSONText.of(self) }

  /// - Returns: `nil` where the text is not of a record.
  package init?(json: String) {
    guard let record = JSONText.value(TrainingRecord.self, in: json) else { return nil }
    self = record
  }

  /// The record, and where what it is of lies.
  package func json(writtenTo path: String) -> String {
    JSONText.of(Written(output: path, training: self))
  }

  private struct Written: Encodable {
    let output: String
    let training: TrainingRecord
  }
}
