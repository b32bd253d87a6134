/// What is wrong with a value that would break an invariant of the domain.
package enum Malformed: Error, Hashable, Sendable {
  case emptyPrompt
  case emptyAnnotatorName
  case tooFewCandidates(Int)
  case repeatedImage(String, String)
  case emptyTag
  case outcomeOutsideTrial
}

extension Malformed: CustomStringConvertible {
  package var description: String {
    switch self {
    case .emptyPrompt: "the prompt is empty"
    case .emptyAnnotatorName: "the annotator's name is empty"
    case .tooFewCandidates(let count): "a comparison needs two candidates or more, here \(count)"
    case .repeatedImage(let first, let second): "\(first) and \(second) are the same image"
    case .emptyTag: "a tag is empty"
    case .outcomeOutsideTrial: "the choice does not fit the candidates"
    }
  }
}
