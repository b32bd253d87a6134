import Preferences

/// What is wrong with a line that a program gave as its answer.
package enum ReplyFault: Error, Hashable, Sendable {
  /// What breaks the rules of the conversation: there is no telling any more which line answers what.
  case tooLong(limit: Int)
  case notJSON(String)
  case notAnObject
  case noID
  case foreignID(Int)

  /// What is wrong with one answer.
  case refused(String)
  case noScores
  case wrongCount(found: Int, expected: Int)
  case notANumber(index: Int)
  case wrongText(String)
  case wrongLogitScale
  case wrongCheckpoint

  /// Whether nothing that the program writes from now on can be trusted.
  package var endsConversation: Bool {
    switch self {
    case .tooLong, .notJSON, .notAnObject, .noID, .foreignID: true
    default: false
    }
  }
}

extension ReplyFault: CustomStringConvertible {
  /// Completes "its answer …", with the remedy.
  package var description: String {
    switch self {
    case .tooLong(let limit):
      "has a line of more than \(limit) bytes; end each answer with a line feed"
    case .notJSON(let excerpt):
      "is not JSON: '\(excerpt)'; print nothing but answers on standard output, and messages on standard error"
    case .notAnObject:
      "is JSON, but not an object; answer with {\"id\":…,\"scores\":[…]} on one line"
    case .noID:
      "has no \"id\" that is an integer; repeat the id of the request in it"
    case .foreignID(let id):
      "has the id \(id), which was not asked or is answered already; answer each request once, with its id"
    case .refused(let words):
      "is an error: \(words)"
    case .noScores:
      "has no list \"scores\"; answer with {\"id\":…,\"scores\":[…]} or {\"id\":…,\"error\":\"…\"}"
    case .wrongCount(let found, let expected):
      "has \(counted(found, "score")), not \(expected); give one for each image, in their order"
    case .notANumber(let index):
      "gives image \(index + 1) a score that is not a finite number; look at what the model makes of that image"
    case .wrongText(let key):
      "has a \"\(key)\" that is not a text of 1 to 1000 bytes; correct it or leave it out"
    case .wrongLogitScale:
      "has a \"logit_scale\" that is not a number above 0; give the factor itself, not its logarithm, or leave it out"
    case .wrongCheckpoint:
      "has a \"checkpoint_sha256\" that is not 64 hexadecimal digits; correct it or leave it out"
    }
  }
}
