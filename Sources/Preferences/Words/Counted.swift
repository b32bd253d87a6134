/// A number of things in words: `1 choice`, `2 choices`, `0 choices`.
/// - Parameter plural: where it is not the singular with an s.
package func counted(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
  "\(number) \(number == 1 ? singular : plural ?? singular + "s")"
}

/// All of a number of things, as the subject of a sentence: `the one pair`, `all 6 pairs`.
package func all(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
  number == 1 ? "the one \(singular)" : "all \(counted(number, singular, plural))"
}
