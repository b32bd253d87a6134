/// What a prompt is to a model: of two prompts with the same identity it sees the same.
package typealias PromptIdentity = @Sendable (Prompt) -> [UInt8]

/// Finds the prompts that belong on one side of a split: those that are one to a model, and those whose images are shown
/// for one another, over however many steps.
///
/// Cost: nearly constant for each prompt and image; some 60 bytes a prompt and 20 an image, by 64 bits of their hashes.
package struct PromptGroups {
  private let identity: PromptIdentity
  /// Of prompts, by a hash of their text.
  private var numbers: [UInt64: Int32] = [:]
  /// Of the first prompt with an identity or an image, by a hash of that.
  private var holders: [UInt64: Int32] = [:]
  private var names: [UInt64] = []
  private var sizes: [Int32] = []
  private var parents: [Int32] = []

  package init(by identity: @escaping PromptIdentity) {
    self.identity = identity
  }

  /// - Parameter size: for how many prompts it stands.
  /// - Returns: the number of the prompt: 0 for the first, 1 for the next that is another text, ….
  @discardableResult
  package mutating func add(_ prompt: Prompt, images: some Sequence<ImageID>, size: Int = 1) -> Int {
    let name = Self.name(of: prompt)
    let number: Int32
    if let known = numbers[name] {
      number = known
    } else {
      number = Int32(parents.count)
      numbers[name] = number
      names.append(name)
      sizes.append(Int32(clamping: size))
      parents.append(number)
      var fields = HashFields("identity")
      fields.append(bytes: identity(prompt))
      join(number, holding: SipHash.naming(fields.bytes).low)
    }
    for image in images {
      var fields = HashFields("image")
      fields.append(image)
      join(number, holding: SipHash.naming(fields.bytes).low)
    }
    return Int(number)
  }

  /// Puts two prompts that were added, and all that hang together with them, into one group.
  package mutating func join(_ first: Prompt, _ second: Prompt) {
    guard let first = number(of: first), let second = number(of: second) else { return }
    join(Int32(first), with: Int32(second))
  }

  /// - Returns: `nil` for a prompt that was not added.
  package func number(of prompt: Prompt) -> Int? {
    numbers[Self.name(of: prompt)].map { Int($0) }
  }

  package struct Group: Hashable, Sendable {
    /// The number of the one prompt that decides for all, whatever else the group comes to hold.
    package let keeper: Int
    package let size: Int
    /// Whether it is of several prompts, and these are more than half of all there are.
    package let holdsMost: Bool
  }

  /// The group of each prompt, by its number.
  package mutating func groups() -> [Group] {
    let roots = parents.indices.map { Int(root(of: Int32($0))) }
    var keepers = Array(parents.indices)
    var counts = [Int](repeating: 0, count: parents.count)
    for (number, root) in roots.enumerated() {
      if names[number] < names[keepers[root]] { keepers[root] = number }
      counts[root] += Int(sizes[number])
    }
    let total = counts.reduce(0, +)
    return roots.map { root in
      Group(
        keeper: keepers[root], size: counts[root], holdsMost: counts[root] > 1 && 2 * counts[root] > total)
    }
  }

  /// The side of each prompt, by its number.
  /// - Parameter places: of each prompt by itself.
  package mutating func sides(_ split: PromptSplit, at places: [Double]) -> [PromptSplit.Side] {
    groups().map { split.side(at: $0.holdsMost ? split.placeOfMost : places[$0.keeper]) }
  }

  /// Joins the prompt with the first that holds the same.
  private mutating func join(_ number: Int32, holding key: UInt64) {
    guard let holder = holders[key] else { return holders[key] = number }
    join(number, with: holder)
  }

  private mutating func join(_ number: Int32, with other: Int32) {
    let (first, second) = (root(of: other), root(of: number))
    // The older one stays: which is the root decides nothing but how long the way there is.
    if first != second { parents[Int(max(first, second))] = min(first, second) }
  }

  private mutating func root(of number: Int32) -> Int32 {
    var number = number
    while parents[Int(number)] != number {
      parents[Int(number)] = parents[Int(parents[Int(number)])]
      number = parents[Int(number)]
    }
    return number
  }

  private static func name(of prompt: Prompt) -> UInt64 {
    SipHash.naming(Array(prompt.text.utf8)).low
  }
}
