/// How people see an image otherwise than a model that is given its pixels as the file stores them.
package struct ImageSight: OptionSet, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// EXIF data turn or mirror it.
  package static let turned = ImageSight(rawValue: 1)
  /// It has transparency, of whatever degree: people see it over gray, a model the colour underneath.
  package static let transparent = ImageSight(rawValue: 2)
}

/// Of how many candidates people and models judge different pictures.
package struct SightCounts: Hashable, Sendable {
  package private(set) var turned = 0
  package private(set) var transparent = 0
  /// With one of the two at the least.
  package private(set) var different = 0
  /// Imported before this was looked at.
  package private(set) var unknown = 0

  package init() {}

  package mutating func add(_ sight: ImageSight?, count: Int = 1) {
    guard let sight else { return unknown += count }
    if sight.contains(.turned) { turned += count }
    if sight.contains(.transparent) { transparent += count }
    if !sight.isEmpty { different += count }
  }

  package static func += (left: inout SightCounts, right: SightCounts) {
    left.turned += right.turned
    left.transparent += right.transparent
    left.different += right.different
    left.unknown += right.unknown
  }
}

extension SightCounts {
  /// One sentence; `nil` where there is nothing to say.
  package var sentence: String? {
    guard different > 0 else { return nil }
    let kinds = [
      turned > 0 ? "\(turned) turned by EXIF" : nil,
      transparent > 0 ? "\(transparent) with transparency" : nil,
    ].compactMap { $0 }
    return
      "\(different) \(different == 1 ? "candidate looks" : "candidates look") otherwise to people than to models (\(kinds.joined(separator: ", "))); `konomi score --all --as-shown --model PATH` scores what people see"
  }
}
