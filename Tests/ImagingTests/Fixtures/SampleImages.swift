import FoundationEssentials
import TestSupport

/// The images of hpd-v2-sample, which may stand beside the package.
enum SampleImages {
  static let paths: [String] = {
    guard let folder = RepositoryPaths.sharedFolder("hpd-v2-sample/images") else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { "\(folder)/\($0)" }
  }()
}
