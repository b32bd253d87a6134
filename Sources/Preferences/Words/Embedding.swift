/// Where a model puts an image or a prompt: a direction, kept as components of Euclidean length 1.
package struct Embedding: Hashable, Sendable {
  /// One or more; their length is 1 to single precision, or all are 0.
  package let components: [Float]

  /// Divides by the Euclidean length; all zeros stay zeros, so that their cosine with anything is 0.
  /// - Returns: `nil` where there is no component, or one that is no finite number.
  package init?(normalizing components: [Float]) {
    let length = Self.length(of: components)
    guard !components.isEmpty, length.isFinite else { return nil }
    self.components = length > 0 ? components.map { Float(Double($0) / length) } : components
  }

  /// For components that came out of an embedding.
  /// - Returns: `nil` where they cannot have done so.
  package init?(normalized components: [Float]) {
    let length = Self.length(of: components)
    // Each component was rounded by less than 2⁻²⁴ of itself.
    guard !components.isEmpty, length == 0 || abs(length - 1) < 1e-6 else { return nil }
    self.components = components
  }

  package var dimension: Int { components.count }

  /// The cosine of the angle between the two; not a number for two of different dimension, which no one model
  /// gives. Summed in double precision in the order of the components, so that it does not depend on what else
  /// is computed.
  package func cosine(with other: Embedding) -> Double {
    guard dimension == other.dimension else { return .nan }
    var sum = 0.0
    for (left, right) in zip(components, other.components) { sum += Double(left) * Double(right) }
    return sum
  }

  private static func length(of components: [Float]) -> Double {
    components.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}
