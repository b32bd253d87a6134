/// One line that answers the last key.
package struct Notice: Equatable, Sendable {
  package let text: String
  package let isError: Bool

  package init(_ text: String, isError: Bool = false) {
    self.text = text
    self.isError = isError
  }
}
