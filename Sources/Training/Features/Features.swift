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
    return tower.frozenPart(of: taken, on: workers)
  }
}
