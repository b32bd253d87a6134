/// How far down from its output a tower is trained; what lies below is frozen.
package enum TrainedDepth: Hashable, Sendable {
  case nothing
  case projection
  /// So many of the last blocks, or all where there are fewer, the norm after them, and the projection.
  case blocks(Int)
  case everything

  var trainsProjection: Bool { self != .nothing }
  var trainsOutputNorm: Bool { self != .nothing && self != .projection }
  var trainsStem: Bool { self == .everything }

  /// - Returns: the number of the first trained block; `layers` where none is.
  func firstBlock(of layers: Int) -> Int {
    switch self {
    case .nothing, .projection: layers
    case .blocks(let count): max(0, layers - max(0, count))
    case .everything: 0
    }
  }
}

/// What of a CLIP is trained.
package struct TrainedParts: Hashable, Sendable {
  package var image: TrainedDepth
  package var text: TrainedDepth
  package var logitScale: Bool

  package init(image: TrainedDepth, text: TrainedDepth, logitScale: Bool) {
    self.image = image
    self.text = text
    self.logitScale = logitScale
  }
}
