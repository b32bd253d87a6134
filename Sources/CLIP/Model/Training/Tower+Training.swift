import Tensors

extension Tower {
  /// What the frozen part makes of images or prompts. Does not depend on what else it is made with.
  package func frozenPart(of sources: [Stem.Source], on workers: Workers) -> [TowerInput<Stem.Source>] {
    guard !trained.trainsStem else { return sources.map { .source($0) } }
    var sequences = stem.sequences(of: sources)
    var x = stem.tokens(of: sources, on: workers)
    if firstTrained < transformer.blocks.count {
      transformer.runFirst(firstTrained, on: x, of: sequences, on: workers)
    } else {
      x = transformer(x, of: sequences, at: Stem.tokensRead(of: sequences), on: workers)
      sequences = Sequences(count: sources.count, length: 1)
      if !trained.trainsOutputNorm { outputNorm(x, into: x, on: workers) }
      if !trained.trainsProjection { x = project(x, on: workers) }
    }
    return (0..<sequences.count).map { .activations(x.slice(rows: sequences[$0]).tensor) }
  }

  /// Embeds what `frozenPart` made.
  /// - Parameter budget: bytes that records of blocks may take. The last blocks' are kept, as far as it reaches; the
  ///   others are made anew by the backward pass, which costs two thirds of their forward pass once more and gives
  ///   the same bits.
  /// - Returns: what `backward` needs. No inputs make a tape without embeddings.
  package func forward(
    _ inputs: [TowerInput<Stem.Source>], keeping budget: Int, on workers: Workers
  ) -> TowerTape<Stem.Source> {
    let (sources, sequences, entering) = entering(inputs, on: workers)
    var x = entering
    var tapes: [BlockTape] = []
    let blocks = transformer.blocks[firstTrained...]
    if let last = blocks.last {
      let workspace = last.workspace(rows: x.rows)
      let rows = BlockRows(sequences: sequences, tokens: nil)
      let anew = blocks.count - 1 - max(0, budget) / max(1, BlockRecord.size(of: last, rows: x.rows))
      for (index, block) in blocks.dropLast().enumerated() {
        if index < anew {
          tapes.append(.input(x))
          x = Matrix(copying: x)
          block(x, of: sequences, using: workspace, on: workers)
        } else {
          let record = block.record(x, rows, using: workspace, on: workers)
          tapes.append(.whole(record))
          x = block.output(record, using: workspace, on: workers)
        }
      }
      let record = last.record(x, lastRows(of: sequences), using: workspace, on: workers)
      tapes.append(.whole(record))
      x = last.output(record, using: workspace, on: workers)
    }
    var normalized = x
    if trained.trainsOutputNorm {
      normalized = Matrix(rows: x.rows, columns: x.columns)
      outputNorm(x, into: normalized, on: workers)
    }
    return TowerTape(
      embeddings: trained.trainsProjection ? project(normalized, on: workers) : x, sources: sources,
      sequences: sequences, blocks: tapes, output: x, normalized: normalized)
  }

  /// Adds to the gradients of all that is trained.
  /// - Parameter gradient: of the loss by the tape's embeddings, (inputs, embedding).
  package func backward(_ tape: TowerTape<Stem.Source>, from gradient: Matrix, on workers: Workers) {
    guard trained.trainsProjection else { return }
    guard trained.trainsOutputNorm else {
      return projection.backward(x: tape.normalized, gradient: gradient, into: nil, on: workers)
    }
    let normalizedGradient = Matrix(rows: gradient.rows, columns: tape.output.columns)
    projection.backward(x: tape.normalized, gradient: gradient, into: normalizedGradient, on: workers)
    var gradient = Matrix(zeros: tape.output.rows, columns: tape.output.columns)
    outputNorm.backward(
      x: tape.output, gradient: normalizedGradient, addingTo: tape.blocks.isEmpty ? nil : gradient,
      on: workers)

    let blocks = transformer.blocks[firstTrained...]
    guard let last = blocks.last else { return }
    let workspace = last.workspace(rows: tape.sequences.rows)
    var rows = lastRows(of: tape.sequences)
    for (block, blockTape) in zip(blocks, tape.blocks).reversed() {
      let record =
        switch blockTape {
        case .whole(let record): record
        case .input(let x): block.record(x, rows, using: workspace, on: workers)
        }
      gradient = block.backward(record, rows, gradient: gradient, using: workspace, on: workers)
      rows = BlockRows(sequences: tape.sequences, tokens: nil)
    }
    if trained.trainsStem { stem.backward(from: tape.sources, gradient: gradient, on: workers) }
  }

  private var enteringWidth: Int { trained == .nothing ? projection.outputWidth : outputNorm.weight.count }

  private var firstTrained: Int { trained.firstBlock(of: transformer.blocks.count) }

  private func lastRows(of sequences: Sequences) -> BlockRows {
    BlockRows(sequences: sequences, tokens: Stem.tokensRead(of: sequences))
  }

  private func entering(
    _ inputs: [TowerInput<Stem.Source>], on workers: Workers
  ) -> (sources: [Stem.Source], Sequences, Matrix) {
    var sources: [Stem.Source] = []
    var activations: [Tensor] = []
    for input in inputs {
      switch input {
      case .source(let source): sources.append(source)
      case .activations(let tensor): activations.append(tensor)
      }
    }
    guard !trained.trainsStem else {
      precondition(activations.isEmpty, "where everything is trained, nothing stands for the frozen part")
      return (sources, stem.sequences(of: sources), stem.tokens(of: sources, on: workers))
    }
    precondition(sources.isEmpty, "the frozen part has not been run")
    let sequences = Sequences(lengths: activations.map { $0.shape[0] })
    let x = Matrix(rows: sequences.rows, columns: enteringWidth)
    for (index, tensor) in activations.enumerated() {
      x.slice(rows: sequences[index]).copy(Matrix(reading: tensor))
    }
    return ([], sequences, x)
  }
}
