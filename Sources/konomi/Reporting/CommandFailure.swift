import ArgumentParser

/// A failure in the words of the person at the terminal, with the exit status that a script sees.
struct CommandFailure: Error, CustomStringConvertible {
  let status: Status
  let description: String

  init(_ status: Status, _ description: String) {
    self.status = status
    self.description = description
  }

  /// As sysexits.h numbers them.
  enum Status: Int32 {
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case internalFault = 70
    case cannotCreate = 73
    case inputOutput = 74
    /// Not of sysexits.h: what shells report of a program that SIGINT ended.
    case interrupted = 130
    /// Not of sysexits.h: what shells report of a program whose reader went away. Nothing is said of it.
    case brokenPipe = 141
  }
}
