import Testing

@testable import Preferences

@Suite struct EmbeddingTests {
  @Test func isDividedByItsLength() {
    #expect(Embedding(normalizing: [3, 0, -4])?.components == [0.6, 0, -0.8])
    #expect(Embedding(normalizing: [-2])?.components == [-1])
  }

  /// In single precision the squares would overflow, or vanish.
  @Test(arguments: [
    Float.greatestFiniteMagnitude, 1e30, 1e-30, .leastNormalMagnitude, .leastNonzeroMagnitude,
  ])
  func anySizeOfComponentsIsNormalized(size: Float) throws {
    let embedding = try #require(Embedding(normalizing: [size, size, -size, 0, size]))
    #expect(embedding.components == [0.5, 0.5, -0.5, 0, 0.5])
  }

  @Test func zerosStayZerosAndAreLikeNothing() throws {
    let zero = try #require(Embedding(normalizing: [0, -0.0, 0]))
    #expect(zero.components == [0, 0, 0])
    #expect(zero.cosine(with: try #require(Embedding(normalizing: [1, 2, 3]))) == 0)
    #expect(zero.cosine(with: zero) == 0)
    #expect(Embedding(normalized: zero.components) == zero)
  }

  @Test(arguments: [[], [.nan], [1, .nan], [.infinity, 1], [-.infinity, .infinity]] as [[Float]])
  func whatIsNoDirectionIsNoEmbedding(components: [Float]) {
    #expect(Embedding(normalizing: components) == nil)
    #expect(Embedding(normalized: components) == nil)
  }

  @Test func onlyWhatHasLengthOneIsNormalized() throws {
    #expect(Embedding(normalized: [0.6, 0.8])?.components == [0.6, 0.8])
    #expect(Embedding(normalized: [0.6, 0.81]) == nil)
    #expect(Embedding(normalized: [1e-20, 0]) == nil)
    #expect(Embedding(normalized: [.greatestFiniteMagnitude, 0]) == nil)
    for dimension in [1, 2, 768, 1024] {
      let embedding = try Self.embedding(dimension: dimension, seed: 3)
      #expect(Embedding(normalized: embedding.components) == embedding)
    }
  }

  @Test func cosineIsThatOfTheAngle() throws {
    let right = try #require(Embedding(normalizing: [1, 0]))
    let diagonal = try #require(Embedding(normalizing: [5, 5]))
    #expect(abs(right.cosine(with: diagonal) - 0.5.squareRoot()) < 1e-7)
    #expect(right.cosine(with: try #require(Embedding(normalizing: [-7, 0]))) == -1)
    #expect(right.cosine(with: try #require(Embedding(normalizing: [0, 2]))) == 0)
    let long = try Self.embedding(dimension: 768, seed: 5)
    #expect(abs(long.cosine(with: long) - 1) < 1e-6)
  }

  @Test func cosineIsSummedInDoublePrecisionWhicheverComesFirst() throws {
    let one = try Self.embedding(dimension: 768, seed: 1)
    let other = try Self.embedding(dimension: 768, seed: 2)
    var sum = 0.0
    for index in 0..<768 { sum += Double(one.components[index]) * Double(other.components[index]) }
    #expect(one.cosine(with: other) == sum)
    #expect(other.cosine(with: one) == sum)
    #expect(sum != Double(zip(one.components, other.components).map { $0 * $1 }.reduce(0, +)))
  }

  @Test func embeddingsOfTwoModelsHaveNoCosine() throws {
    let narrow = try #require(Embedding(normalizing: [1]))
    #expect(narrow.cosine(with: try #require(Embedding(normalizing: [1, 0]))).isNaN)
  }

  private static func embedding(dimension: Int, seed: Int) throws -> Embedding {
    try #require(
      Embedding(normalizing: (0..<dimension).map { Float(($0 * 7919 + seed * 104_729) % 1009) - 504.25 }))
  }
}
