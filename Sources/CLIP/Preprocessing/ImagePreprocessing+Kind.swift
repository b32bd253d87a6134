extension ImagePreprocessing {
  /// Whose transform it is; by these words people choose one.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case pillow
    case tensor
    case transformers
  }

  /// The transform of that kind as it is by default, with OpenAI's mean and deviation, which all HPS models kept.
  package init(
    _ kind: Kind, side: Int = 224, mean: SIMD3<Float> = Self.openAIMean,
    deviation: SIMD3<Float> = Self.openAIDeviation
  ) {
    precondition(side > 0, "an image of \(side) pixels")
    self =
      switch kind {
      case .pillow: .pillow(side: side, mean: mean, deviation: deviation)
      case .tensor: .tensor(side: side, mean: mean, deviation: deviation)
      case .transformers: .transformers(side: side, mean: mean, deviation: deviation)
      }
  }

  package var kind: Kind {
    switch (arithmetic, colors) {
    case (.floats, _): .tensor
    case (.bytes, .last), (.bytes, .first): .pillow
    case (.bytes, .onWhiteFirst): .transformers
    }
  }

  /// Says all that changes what the model sees; part of a scorer's identity.
  package var name: String {
    var words = [kind.rawValue, filter.rawValue]
    switch resizing {
    case .none: words = [kind.rawValue, "unresized", "crop"]
    case .shorterSide(side): words.append("crop")
    case .shorterSide(let other): words += ["shorter", "\(other)", "crop"]
    case .longerSide(side): words.append(arithmetic == .floats ? "pad" : "longest")
    case .longerSide(let other): words += ["longer", "\(other)", "crop"]
    case .exactly(side, side): words.append("squash")
    case .exactly(let width, let height): words += ["squash", "\(width)x\(height)", "crop"]
    }
    words.append("\(side)")
    if fill != 0 { words += ["fill", "\(fill)"] }
    switch scaling {
    case .by255, Self.transformersScaling: break
    case .times(let factor): words += ["times", "\(factor)"]
    case .none: words.append("unscaled")
    }
    guard mean != Self.openAIMean || deviation != Self.openAIDeviation else {
      return words.joined(separator: "-")
    }
    let numbers = [mean, deviation].flatMap { [$0.x, $0.y, $0.z] }
    return words.joined(separator: "-") + numbers.map { "-\($0)" }.joined()
  }
}
