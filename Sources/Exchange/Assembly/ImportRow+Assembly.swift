import Preferences

/// An image file that was found and read.
package struct FoundImage: Hashable, Sendable {
  package let path: String
  package let facts: ImageFacts

  package init(path: String, facts: ImageFacts) {
    self.path = path
    self.facts = facts
  }
}

extension ImportRow {
  /// The domain's values of a row, once its images have been read.
  /// - Parameter found: one for each of `images`, in the same order.
  /// - Parameter time: given to choices that carry none of their own.
  /// - Parameter ledger: what the import has met before; takes note of this row.
  /// - Parameter roll: the people whom the import knows; takes note of new ones.
  func assembled(
    with found: [Result<FoundImage, ImageFault>], at time: Timestamp, noting ledger: inout ImportLedger,
    people roll: inout AnnotatorRoll
  ) -> Result<ImportedComparison, RejectedRow> {
    do throws(RowFault) {
      let candidates = try candidates(found)
      let comparison = try wellFormed { () throws(Malformed) in
        try Comparison(prompt: Prompt(prompt), candidates: candidates, tags: tags)
      }
      if let claimed = self.comparison, claimed != comparison.id {
        throw RowFault("prompt and candidates are not those of the comparison that the row names")
      }
      let place = SourcePlace(file: file, at: at)
      let assembly = ChoiceAssembly(
        comparison: comparison, candidates: candidates, place: place, importedAt: time)
      var imported: [ImportedChoice] = []
      for choice in choices {
        switch try roll.annotator(named: choice.annotator) {
        case .success(let annotator):
          if let choice = try choice.assembled(in: assembly, by: annotator, noting: &ledger) {
            imported.append(choice)
          }
        case .failure(let fault):
          ledger.refuse(fault, at: place, choice.place)
        }
      }
      return .success(ImportedComparison(comparison: comparison, choices: imported))
    } catch {
      return .failure(rejected(error.reason))
    }
  }

  /// In the order of the source, which the indices of its choices refer to.
  private func candidates(_ found: [Result<FoundImage, ImageFault>]) throws(RowFault) -> [Candidate] {
    var candidates: [Candidate] = []
    for (image, result) in zip(images, found) {
      switch result {
      case .failure(.missing):
        throw RowFault("image \(image.name): \(ImageFault.missing); \(image.remedy)")
      case .failure(let fault):
        throw RowFault("image \(image.name): \(fault)")
      case .success(let file):
        if let wanted = image.image, wanted != file.facts.image {
          throw RowFault("image \(image.name): the file has changed: its SHA-256 is not the one stated")
        }
        candidates.append(
          Candidate(
            image: file.facts.image, path: file.path, generator: image.generator, size: file.facts.size,
            sight: file.facts.sight))
      }
    }
    return candidates
  }
}

/// Words an invariant of the domain as the reason of a rejection.
func wellFormed<Value>(_ value: () throws(Malformed) -> Value) throws(RowFault) -> Value {
  do {
    return try value()
  } catch {
    throw RowFault(error.description)
  }
}
