import Preferences

extension RowWriter {
  /// Leaves a comparison that is there as it is, but for tags that it lacks.
  func insert(_ comparison: Comparison) throws -> (stored: StoredComparison, isNew: Bool) {
    let (key, isNew) = try insert(
      "INSERT INTO comparison (id, candidate_count, prompt) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
      [.id(comparison.id), .integer(comparison.candidates.count), .text(comparison.prompt.text)],
      orFind: "SELECT key FROM comparison WHERE id = ?", .id(comparison.id))
    if isNew {
      for candidate in comparison.candidates { try insert(candidate, of: key) }
    }
    for tag in comparison.tags {
      try db.run(
        "INSERT INTO comparison_tag (comparison, tag) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [.integer(key), .text(tag)])
    }
    return (StoredComparison(key: key, images: comparison.candidates.map(\.image)), isNew)
  }

  private func insert(_ candidate: Candidate, of comparison: Int64) throws {
    try db.run(
      "INSERT INTO candidate (comparison, sha256, path, width, height, generator, sight) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(comparison), .image(candidate.image), .text(candidate.path), .integer(candidate.size.width),
        .integer(candidate.size.height), .optional(candidate.generator), .optional(candidate.sight?.rawValue),
      ])
  }
}
