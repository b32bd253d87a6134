import Exchange
import Glibc
import Preferences

/// Asks at the terminal whether two spellings of a name are one person.
enum SpellingQuestion {
  static var canBeAsked: Bool { isatty(STDIN_FILENO) == 1 && StandardError.isTerminal }

  /// Undecided where nobody answers: at the end of input, or when interrupted.
  static func ask(_ new: Annotator, _ known: Annotator) -> AnnotatorRoll.Decision {
    let interruption = Interruption()
    while !interruption.isRequested {
      StandardError.replaceLine("\"\(new.name)\" is nearly \"\(known.name)\", who is known. One person? y/n ")
      guard let answer = line(unless: interruption) else { return .undecided }
      switch answer.lowercased().first {
      case "y": return .samePerson
      case "n": return .otherPerson
      default: continue
      }
    }
    return .undecided
  }

  /// A read that waits would not hear of Ctrl-C.
  private static func line(unless interruption: Interruption) -> String? {
    while !interruption.isRequested {
      var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      if poll(&request, 1, 100) > 0 { return readLine() }
    }
    return nil
  }
}
