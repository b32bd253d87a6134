extension EventID {
  /// A name-based identifier that still has a place in time: 48 bits of time as in version 7 of RFC 9562, the rest from
  /// the fields.
  package init(milliseconds: UInt64, naming fields: HashFields) {
    let (high, low) = SipHash.naming(fields.bytes)
    self.init(high: milliseconds << 16 | high & 0xfff, low: low, version: 8)
  }

  /// The time that an identifier begins with.
  package var milliseconds: UInt64 {
    withBytes { $0.prefix(6).reduce(0) { $0 << 8 | UInt64($1) } }
  }
}

extension HashFields {
  package mutating func append(_ outcome: Outcome) {
    switch outcome {
    case .preferred(let image):
      append("preferred")
      append(image)
    case .ranking(let groups):
      append("ranking")
      append(integer: UInt64(groups.count))
      for group in groups {
        append(integer: UInt64(group.count))
        for image in group.sorted() { append(image) }
      }
    case .tie: append("tie")
    case .bothBad: append("both bad")
    case .skip: append("skip")
    }
  }
}
