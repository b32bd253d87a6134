import Exchange
import Glibc
import Preferences

/// Asks at the terminal whether two spellings of a name are one person.
enum SpellingQuestion {
  static var canBeAsked: Bool { isatty(STDIN_FILENO) == 1 && StandardError.isTerminal }

  /// Undecided where nobody answers: at the end of input, or when interrupted.
  /// - Parameter isInterrupted: asked while nothing is typed, where Ctrl-C does not end the program.
  static func ask(
    _ new: Annotator, _ known: Annotator, unless isInterrupted: () -> Bool = { false }
  ) -> AnnotatorRoll.Decision {
    while !isInterrupted() {
      StandardError.replaceLine("\"\(new.name)\" is nearly \"\(known.name)\", who is known. One person? y/n ")
      guard let answer = line(unless: isInterrupted) else { return .undecided }
      switch answer.lowercased().first {
      case "y": return .samePerson
      case "n": return .otherPerson
      default: continue
      }
    }
    return .undecided
  }

  /// A read that waits would not hear of Ctrl-C.
  private static func line(unless isInterrupted: () -> Bool) -> String? {
    while !isInterrupted() {
      var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      if poll(&request, 1, 100) > 0 { return readLine() }
    }
    return nil
  }
}
