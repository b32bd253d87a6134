import CLIP
import Checkpoints
import Preferences

/// Why a training does not begin, or does not go on.
package enum TrainingFault: Error, Hashable, Sendable {
  /// Nothing to train on; what was left out, by why.
  case noExamples([TrainingData.LeftOut: Int])
  case onePrompt(Prompt)
  /// So many prompts, none of which can be on another side than the others.
  case oneGroup(prompts: Int)
  /// All usable choices are of prompts on one side.
  case emptySide(PromptSplit.Side)
  case image(path: String, ImageFault)
  case notFinite(step: Int, what: String, prompt: Prompt?)
  /// Bytes that a step takes at the least.
  case memory(needed: Int, given: Int)
  case checkpoint(CheckpointFault)
  case writing(SaveFault)
  /// Another training is to write to the same place.
  case outputInUse(path: String)
  case cache(path: String, reason: String)
  /// The file to go on from was made under other settings, or of other data: `what` says which.
  case otherTraining(path: String, what: String)
  case cancelled
}

extension TrainingFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noExamples(let leftOut):
      leftOut.isEmpty
        ? "there are no choices to train on; `konomi annotate` makes some, `konomi import PATH` brings some in"
        : "no choice can be trained on; left out: \(Self.list(leftOut))"
    case .onePrompt(let prompt):
      "all choices are of one prompt, \"\(prompt.text.prefix(60))\"; a model is validated on prompts that it is not trained on, which takes two at the least"
    case .oneGroup(let prompts):
      "all \(prompts) prompts hang together by images that were shown for several of them, so that none can be kept aside; a model is validated on prompts and images that it is not trained on"
    case .emptySide(let side):
      "no choice is left for \(side == .train ? "training" : "validation"); give another --validation"
    case .image(let path, let fault): "\(path): \(fault)"
    case .notFinite(let step, let what, let prompt):
      "step \(step): the \(what) is no finite number\(prompt.map { ", first for the prompt \"\($0.text.prefix(60))\"" } ?? ""); a lower --lr may help"
    case .memory(let needed, let given):
      "--memory: a step takes at least \(needed >> 20 + 1) MiB for this model, and \(given >> 20) MiB are given; give more, or train fewer blocks"
    case .checkpoint(let fault): "\(fault)"
    case .writing(let fault): "\(fault)"
    case .outputInUse(let path):
      "\(path): another training writes there; wait until it ends, or name another --output"
    case .cache(let path, let reason): "\(path): \(reason)"
    case .otherTraining(let path, let what):
      "\(path): the training that it would go on with is another one: \(what); give the settings of then, or --restart to begin anew"
    case .cancelled: "stopped"
    }
  }

  package static func list(_ leftOut: [TrainingData.LeftOut: Int]) -> String {
    TrainingData.LeftOut.allCases.compactMap { reason in leftOut[reason].map { "\($0) \(reason.rawValue)" } }
      .joined(separator: ", ")
  }
}
