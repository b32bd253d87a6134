import Preferences
import Storage

/// Where an annotator sits among the others at work on the same database.
protocol SittingPlace: QuestionsInFront {
  /// Where the same annotator goes on, in words, once this sitting has been taken over.
  var successor: String? { get }
}

/// Where nobody else can be.
struct SoleSitting: SittingPlace {
  var successor: String? { nil }
  func put(_ question: QuestionID) {}
  func annotatorsBefore(on question: QuestionID) -> Int { 0 }
}

extension Sitting: SittingPlace {
  var successor: String? { successor().map(\.words) }
}

extension SittingNote {
  /// Such as `on /dev/pts/3 since 2026-01-31 08:15 UTC (process 4711)`.
  var words: String {
    let place = terminal.map { "on \($0) " } ?? ""
    return "\(place)since \(since.minute) (process \(process))"
  }
}
