/// Goes through all steps of a training, validates now and then, and saves what it can go on from.
package struct TrainingRun {
  private let trainer: Trainer
  private let resume: ResumeFile
  private let saving: Saving

  /// When to save.
  package struct Saving: Hashable, Sendable {
    package var interval: Duration
    /// `nil` goes by time alone.
    package var steps: Int?

    package init(interval: Duration = .seconds(600), steps: Int? = nil) {
      self.interval = interval
      self.steps = steps
    }
  }

  package init(_ trainer: Trainer, savingTo resume: ResumeFile, _ saving: Saving = Saving()) {
    self.trainer = trainer
    self.resume = resume
    self.saving = saving
  }

  /// Trains to the end. The weights that are to be kept are then in the model.
  /// - Parameters:
  ///   - isCancelled: looked at between steps; what was done is saved, and `cancelled` thrown.
  ///   - onStep: called after each step, and before the first.
  /// - Throws: `TrainingFault`; what was done until then is saved, unless it cannot be.
  package func run(isCancelled: () -> Bool, onStep: (TrainingProgress) -> Void) throws(TrainingFault) {
    var saved = ContinuousClock.now
    var savedStep = trainer.progress.step
    onStep(trainer.progress)
    do throws(TrainingFault) {
      try validateIfDue()
      while !isFinished {
        if isCancelled() { throw .cancelled }
        try trainer.step()
        try validateIfDue()
        onStep(trainer.progress)
        let steps = trainer.progress.step - savedStep
        if saved.duration(to: .now) >= saving.interval || saving.steps.map({ steps >= $0 }) ?? false {
          try resume.save(trainer)
          saved = .now
          savedStep = trainer.progress.step
        }
      }
    } catch {
      if trainer.progress.step > savedStep {
        do { try resume.save(trainer) } catch let second {
          // What stopped the training matters more, unless nothing did.
          if error == .cancelled { throw second }
        }
      }
      throw error
    }
    trainer.restoreBest()
  }

  private var isFinished: Bool {
    let progress = trainer.progress
    if let patience = trainer.plan.patience, progress.validationsSinceKept >= patience { return true }
    return progress.step >= trainer.batches.steps
  }

  /// Not a second time for a step that a training is taken up again at.
  private func validateIfDue() throws(TrainingFault) {
    let progress = trainer.progress
    guard progress.curve.last?.step != progress.step, isDue(progress.step) else { return }
    try trainer.validate()
  }

  /// At the start, at the end, and in equal steps between.
  private func isDue(_ step: Int) -> Bool {
    let (steps, parts) = (trainer.batches.steps, max(1, trainer.plan.validations - 1))
    return step == 0 || step == steps || step * parts / steps > (step - 1) * parts / steps
  }
}

extension Trainer {
  func validate() throws(TrainingFault) {
    let keepsLowest = plan.patience != nil
    if progress.add(try evaluate(), keepingLowest: keepsLowest), keepsLowest {
      best = optimizer.parameters.map(\.parameter.tensor)
    }
  }

  func restoreBest() {
    guard let best else { return }
    for (named, tensor) in zip(optimizer.parameters, best) { named.parameter.set(tensor) }
  }
}
