@testable import Checkpoints

extension CheckpointFault {
  /// The fault of an action as a line for people; `nil` when it worked.
  static func line(_ action: () throws -> Void) -> String? {
    do {
      try action()
      return nil
    } catch {
      return "\(error)"
    }
  }
}
