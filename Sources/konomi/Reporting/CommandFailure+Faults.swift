import CLIP
import Checkpoints
import Exchange
import Imaging
import Output
import Preferences
import Terminal
import Training

extension CommandFailure {
  /// The failure behind an error; `nil` for what the argument parser reports itself: usage, help, an exit.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let fault as StoreFault: self.init(fault.status, fault.description)
    case let fault as TerminalFault: self.init(.unavailable, fault.description)
    case let fault as ImportFault: self.init(fault.status, fault.description)
    case let fault as ImageWriteFault: self.init(.inputOutput, fault.description)
    case let fault as OutputFault:
      self.init(fault.isForWantOfRoom ? .inputOutput : .cannotCreate, fault.description)
    case let fault as ScoringFault: self.init(fault.status, fault.description)
    case let fault as CheckpointFault: self.init(fault.status, fault.description)
    case let fault as TrainingFault: self.init(fault, adding: "")
    case let fault as SaveFault: self.init(.inputOutput, fault.description)
    case let fault as TokenizerFault: self.init(.badData, fault.description)
    case let fault as ModelFault: self.init(.badData, fault.description)
    default:
      guard Konomi.exitCode(for: error) == .failure else { return nil }
      self.init(.internalFault, "\(error); the log file may say more")
    }
  }
}

extension CommandFailure {
  /// - Parameter more: what else there is to say.
  init(_ fault: TrainingFault, adding more: String) {
    self.init(fault.status, fault.description + more)
  }
}

extension TrainingFault {
  fileprivate var status: CommandFailure.Status {
    switch self {
    case .noExamples, .image: .noInput
    case .onePrompt, .oneGroup, .emptySide, .notFinite, .otherTraining: .badData
    case .memory: .unavailable
    case .checkpoint(let fault): fault.status
    case .writing: .inputOutput
    case .cache, .outputInUse: .cannotCreate
    case .cancelled: .interrupted
    }
  }
}

extension StoreFault {
  fileprivate var status: CommandFailure.Status {
    switch self {
    case .cannotOpen, .readOnly: .cannotCreate
    case .notADatabase, .newerSchema, .damaged, .inconsistent, .overtaken: .badData
    case .diskFull, .failed, .moved: .inputOutput
    case .busy: .unavailable
    }
  }
}

extension ImportFault {
  fileprivate var status: CommandFailure.Status {
    switch self {
    case .missing, .unreadable, .notReadable, .nothingInFolder, .noManifest, .notAFolder, .noWriter: .noInput
    case .unknownFormat, .endlessRow: .badData
    case .interrupted: .interrupted
    }
  }
}

extension ScoringFault {
  fileprivate var status: CommandFailure.Status {
    switch self {
    case .image(_, .missing), .image(_, .unreadable): .noInput
    case .image, .model: .badData
    case .scorer: .unavailable
    case .store(let fault): fault.status
    case .cancelled: .interrupted
    }
  }
}

extension CheckpointFault {
  fileprivate var status: CommandFailure.Status {
    switch self {
    case .missing, .unreadable, .noCheckpoint: .noInput
    default: .badData
    }
  }
}
