import Screen

/// Which key does what on a screen, as data: its reducer looks keys up in it, hints and help are made from it.
package struct KeyTable<Command: Hashable & Sendable, Context: Hashable & Sendable>: Hashable, Sendable {
  package let bindings: [Binding]

  package init(_ bindings: [Binding]) {
    self.bindings = bindings
  }

  package struct Binding: Hashable, Sendable {
    package let keys: [Key]
    package let command: Command
    /// Where the keys count.
    package let contexts: [Context]
    /// One sentence for the help window; `nil` leaves it out there.
    package let help: String?
    /// One or two words for the line at the bottom; `nil` leaves it out there.
    package let hint: String?
    /// What help and hints call the keys; `nil` has their own names in help, and the first key's in hints.
    package let label: String?

    package init(
      _ keys: [Key], _ command: Command, in contexts: [Context], help: String?, hint: String? = nil,
      label: String? = nil
    ) {
      self.keys = keys
      self.command = command
      self.contexts = contexts
      self.help = help
      self.hint = hint
      self.label = label
    }
  }

  /// The first binding that has the key decides.
  package func command(for key: Key, in context: Context) -> Command? {
    bindings.first { $0.keys.contains(key) && $0.contexts.contains(context) }?.command
  }

  package func bindings(in context: Context) -> [Binding] {
    bindings.filter { $0.contexts.contains(context) }
  }
}
