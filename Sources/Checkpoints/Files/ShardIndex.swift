/// `*.index.json`: which file of a folder holds which tensor of a model that is saved in several files.
package struct ShardIndex: Sendable {
  /// File names beside the index, by the names of the tensors.
  package let shards: [String: String]

  private static let byteLimit = 100_000_000
  private static let shardLimit = 1000
  private static let part = "shard index"

  package init(_ file: MappedFile) throws(CheckpointFault) {
    guard file.count <= Self.byteLimit else {
      throw .damaged(
        file: file.path, part: Self.part, offset: 0, reason: "it is larger than \(Self.byteLimit) bytes")
    }
    var json = JSONCursor(ByteCursor(file, 0..<file.count, part: Self.part))
    var shards: [String: String]?
    try json.object { key, json throws(CheckpointFault) in
      guard key == "weight_map" else { return try json.skip() }
      var map: [String: String] = [:]
      try json.object { tensor, json throws(CheckpointFault) in
        let start = json.position
        let shard = try json.string()
        guard Self.isInside(shard) else {
          throw json.damaged("the shard \(shard) of tensor \(tensor) leaves the folder", at: start)
        }
        map[tensor] = shard
      }
      shards = map
    }
    try json.finish()
    guard let shards, !shards.isEmpty else {
      throw .damaged(
        file: file.path, part: Self.part, offset: 0, reason: "its weight_map is missing or empty")
    }
    guard Set(shards.values).count <= Self.shardLimit else {
      throw .damaged(
        file: file.path, part: Self.part, offset: 0, reason: "it names more than \(Self.shardLimit) files")
    }
    self.shards = shards
  }

  /// Whether a path stays in the folder it is relative to. Links are followed: download caches consist of them.
  private static func isInside(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return !path.utf8.contains(0)
      && parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
  }
}
