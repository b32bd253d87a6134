import FoundationEssentials

extension Tokenizer {
  /// OpenAI's own vocabulary, from konomi's data. About 20 ms.
  ///
  /// - Parameters:
  ///   - mergeTable: where `Data/clip/bpe-merges.txt` is.
  ///   - entities: where `Data/clip/entities.txt` is.
  package init(mergeTable: String, entities: String) throws(TokenizerFault) {
    try self.init(
      mergeTable: TableFile.contents(mergeTable), named: mergeTable, entities: TableFile.contents(entities),
      named: entities)
  }

  /// The tokenizer that lies beside weights: `tokenizer.json`, or else `vocab.json` with `merges.txt`. `nil` where
  /// there is none.
  package init?(beside folder: String) throws(TokenizerFault) {
    let folder = URL(filePath: folder)
    func path(_ name: String) -> String? {
      let path = folder.appending(path: name).path
      return FileManager.default.fileExists(atPath: path) ? path : nil
    }
    if let tokenizer = path("tokenizer.json") {
      try self.init(tokenizer: TableFile.contents(tokenizer), named: tokenizer)
    } else if let vocabulary = path("vocab.json") {
      let merges = path("merges.txt") ?? folder.appending(path: "merges.txt").path
      try self.init(
        vocabulary: TableFile.contents(vocabulary), named: vocabulary, merges: TableFile.contents(merges),
        named: merges)
    } else {
      return nil
    }
  }
}
