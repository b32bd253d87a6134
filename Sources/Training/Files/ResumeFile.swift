import Checkpoints
import FoundationEssentials
import Tensors

/// What a training that was cut off goes on from: weights, moments and progress, in a safetensors file beside the output.
package struct ResumeFile: Hashable, Sendable {
  package let path: String
  /// What was trained from and on, which has to be the same when it goes on.
  private let origin: [String: String]

  /// - Parameters:
  ///   - base: says which checkpoint the training begins with.
  ///   - data: `TrainingData.fingerprint`.
  package init(path: String, base: String, data: String) {
    self.path = path
    origin = ["base model": base, "choices": data]
  }

  package var exists: Bool { FileManager.default.fileExists(atPath: path) }

  package func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// What `save` writes, but for some kilobytes.
  package func byteCount(of trainer: Trainer) -> Int {
    let copies = trainer.plan.patience == nil ? 3 : 4
    return trainer.optimizer.parameters.reduce(0) { $0 + $1.parameter.shape.reduce(1, *) } * 4 * copies
  }

  package func save(_ trainer: Trainer) throws(TrainingFault) {
    var items: [SafetensorsWriter.Item] = []
    for (index, named) in trainer.optimizer.parameters.enumerated() {
      let (parameter, moments, best) = (named.parameter, trainer.optimizer.moments[index], trainer.best)
      func add(_ part: String, _ tensor: @escaping () -> Tensor) {
        items.append(SafetensorsWriter.Item("\(part).\(named.name)", shape: parameter.shape, tensor))
      }
      add("value") { parameter.tensor }
      add("first") { moments.first.tensor }
      add("second") { moments.second.tensor }
      if let best { add("best") { best[index] } }
    }
    var metadata = settings(of: trainer)
    metadata["progress"] = JSONText.of(trainer.progress)
    do {
      try SafetensorsWriter.write(items, metadata: metadata, to: path)
    } catch {
      throw .writing(error)
    }
  }

  /// Brings a trainer to where the file was saved.
  /// - Throws: `otherTraining` where the file is not of the same training.
  package func load(into trainer: Trainer) throws(TrainingFault) {
    let file: Checkpoint
    do { file = try Checkpoint.open(path) } catch { throw .checkpoint(error) }
    for (name, value) in settings(of: trainer).sorted(by: { $0.key < $1.key }) {
      let found = file.metadata[name]
      guard found != value else { continue }
      let isLong = value.count > 24
      throw .otherTraining(
        path: path,
        what: isLong
          ? "its \(name) is another" : "its \(name) was \(found ?? "not said"), and now it is \(value)")
    }
    guard let text = file.metadata["progress"],
      let progress = JSONText.value(TrainingProgress.self, in: text)
    else { throw .otherTraining(path: path, what: "it does not say how far it had come") }
    let parameters = trainer.optimizer.parameters
    func tensors(_ part: String) throws(CheckpointFault) -> [Tensor] {
      var tensors: [Tensor] = []
      for named in parameters {
        tensors.append(try file.tensor("\(part).\(named.name)", shape: named.parameter.shape))
      }
      return tensors
    }
    do throws(CheckpointFault) {
      let (values, first, second) = (try tensors("value"), try tensors("first"), try tensors("second"))
      let hasBest = file.names.contains { $0.hasPrefix("best.") }
      trainer.best = hasBest ? try tensors("best") : nil
      for (named, value) in zip(parameters, values) { named.parameter.set(value) }
      trainer.optimizer.takeUp(zip(first, second).map { AdamW.Moments(first: $0, second: $1) })
    } catch {
      throw .checkpoint(error)
    }
    trainer.progress = progress
  }

  private func settings(of trainer: Trainer) -> [String: String] {
    origin.merging(trainer.plan.settings.map { ("--\($0.name)", $0.value) }) { $1 }
  }
}
