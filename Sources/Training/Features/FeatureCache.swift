import CLIP
import FoundationEssentials
import Glibc
import Preferences
import Tensors

/// What the frozen part of a tower makes of all images or prompts, on disk: computed once, whatever the number of epochs
/// and of trainings from the same base.
package struct FeatureCache<Stem: TowerStem> {
  private let sources: any Sources<Stem.Source>
  private let tower: Tower<Stem>
  private let file: FeatureFile
  private let workers: Workers
  /// Numbers of those that are not there yet.
  private let missing: [Int]
  /// What they will take on the disk.
  package let missingBytes: Int

  package var path: String { file.path }
  package var missingCount: Int { missing.count }

  /// - Parameters:
  ///   - folder: made where it is not there.
  ///   - name: what the features are of, for the name of the file.
  ///   - origin: all else that decides what they are: checkpoint, preprocessing.
  package init(
    in folder: String, called name: String, from origin: [String], of sources: any Sources<Stem.Source>,
    for tower: Tower<Stem>, on workers: Workers
  ) throws(TrainingFault) {
    self.sources = sources
    self.tower = tower
    self.workers = workers
    var fields = HashFields("features")
    for part in [name] + origin + ["\(tower.trained)"] { fields.append(part) }
    let hash = SipHash.naming(fields.bytes)
    let key = [hash.high, hash.low].flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .cache(path: folder, reason: "cannot be made; name another --cache")
    }
    let digits = String(hash.high, radix: 36)
    file = try FeatureFile("\(folder)/\(name)-\(digits).features", key: key)
    var seen: Set<[UInt8]> = []
    var missing: [Int] = []
    var bytes = 0
    for number in 0..<sources.count {
      let identity = sources.identity(of: number)
      guard !file.holds(identity), seen.insert(identity).inserted else { continue }
      missing.append(number)
      if let shape = tower.frozenShape(ofTokens: sources.tokens(of: number)) {
        bytes += FeatureFile.size(rows: shape.rows, columns: shape.columns)
      }
    }
    self.missing = missing
    missingBytes = bytes
  }

  /// Computes what is missing. Cut off, it goes on later from where it was.
  /// - Parameters:
  ///   - isCancelled: looked at between batches.
  ///   - progress: called with the number of those done.
  /// - Returns: the features, and why there are none of some.
  package func fill(
    isCancelled: () -> Bool, progress: (Int) -> Void
  ) throws(TrainingFault) -> (features: any Features<Stem.Source>, faults: [Int: ImageFault]) {
    if missing.isEmpty { return (CachedFeatures(sources: sources, file: try file.mapped()), [:]) }
    guard file.mayGrow else { throw file.inUse }
    let free = file.freeSpace
    guard missingBytes <= free else {
      throw .cache(
        path: file.path,
        reason:
          "outputs of the frozen blocks take \(missingBytes >> 20) MiB, and \(free >> 20) MiB are free; make room, name another --cache, or train fewer blocks"
      )
    }
    var faults: [Int: ImageFault] = [:]
    var done = 0
    var sealed = ContinuousClock.now
    for start in stride(from: 0, to: missing.count, by: Self.batchSize) {
      if isCancelled() {
        try file.seal()
        throw .cancelled
      }
      let numbers = Array(missing[start..<min(start + Self.batchSize, missing.count)])
      var usable: [Int] = []
      var taken: [Stem.Source] = []
      for (number, source) in zip(numbers, sources.sources(of: numbers, on: workers)) {
        switch source {
        case .success(let source):
          usable.append(number)
          taken.append(source)
        case .failure(let fault): faults[number] = fault
        }
      }
      let inputs = tower.frozenPart(ofEach: taken, on: workers)
      var matrices: [(name: [UInt8], tensor: Tensor)] = []
      for (number, input) in zip(usable, inputs) {
        guard case .activations(let tensor) = input else { continue }
        guard tensor.withUnsafeFloats({ $0.allSatisfy(\.isFinite) }) else {
          throw .notFinite(
            step: 0, what: "output of the frozen blocks for \(sources.name(of: number))", prompt: nil)
        }
        matrices.append((sources.identity(of: number), tensor))
      }
      try file.append(matrices)
      // Waiting for the disk after each batch would take longer than computing small ones.
      if sealed.duration(to: .now) > .seconds(2) {
        try file.seal()
        sealed = .now
      }
      done += numbers.count
      progress(done)
    }
    try file.seal()
    return (CachedFeatures(sources: sources, file: try file.mapped()), faults)
  }

  private static var batchSize: Int { 16 }
}

private struct CachedFeatures<Source: Sendable>: Features {
  let sources: any Sources<Source>
  let file: MappedFeatures

  func inputs(of numbers: [Int]) throws(TrainingFault) -> [TowerInput<Source>] {
    var inputs: [TowerInput<Source>] = []
    for number in numbers {
      guard let tensor = file[sources.identity(of: number)] else {
        throw .cache(path: sources.name(of: number), reason: "no features of it were made")
      }
      inputs.append(.activations(tensor))
    }
    return inputs
  }
}
