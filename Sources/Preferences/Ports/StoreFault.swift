/// Why a store could not do what was asked. Nothing of a failed call is kept.
package enum StoreFault: Error, Hashable, Sendable {
  case cannotOpen(path: String, reason: String)
  case notADatabase(path: String)
  case newerSchema(path: String, found: Int, known: Int)
  case readOnly(path: String)
  case diskFull(path: String)
  case busy(path: String)
  /// A path moved, an event for an unknown session, a choice that does not fit its trial.
  case inconsistent(String)
  case failed(path: String, reason: String)
}
