import CLIP
import Tensors

/// What enters the first trained layer of a tower, for images or prompts by their number in the data.
package protocol Features<Source>: Sendable {
  associatedtype Source: Sendable

  func inputs(of numbers: [Int]) throws(TrainingFault) -> [TowerInput<Source>]
}

/// Computed each time.
package struct ComputedFeatures<Stem: TowerStem>: Features {
  private let tower: Tower<Stem>
  private let sources: any Sources<Stem.Source>
  private let workers: Workers

  package init(of sources: any Sources<Stem.Source>, for tower: Tower<Stem>, on workers: Workers) {
    self.tower = tower
    self.sources = sources
    self.workers = workers
  }

  package func inputs(of numbers: [Int]) throws(TrainingFault) -> [TowerInput<Stem.Source>] {
    var taken: [Stem.Source] = []
    for (number, source) in zip(numbers, sources.sources(of: numbers, on: workers)) {
      do {
        taken.append(try source.get())
      } catch {
        throw .image(path: sources.name(of: number), error)
      }
    }
    return tower.frozenPart(ofEach: taken, on: workers)
  }
}

extension Tower {
  /// What the frozen part makes of each source by itself, several at a time: products of other sizes would have other
  /// last bits, and what is kept is not to depend on what was missing when it was made.
  func frozenPart(ofEach sources: [Stem.Source], on workers: Workers) -> [TowerInput<Stem.Source>] {
    let alone = Workers(count: 1, priority: workers.priority)
    return workers.map(sources.count) { frozenPart(of: [sources[$0]], on: alone)[0] }
  }
}
