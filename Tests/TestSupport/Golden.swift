import FoundationEssentials

/// A text that a committed file holds. What is recorded for the first time, or recorded anew with
/// `KONOMI_RECORD=1`, still fails, so that nobody takes an unread recording for a pass.
package enum Golden {
  /// - Returns: what is wrong, or `nil` where the text is as recorded.
  package static func difference(_ actual: String, from name: String, file: String = #filePath) -> String? {
    let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden/\(name).txt")
    let isRecording = ProcessInfo.processInfo.environment["KONOMI_RECORD"] == "1"
    guard !isRecording, let data = try? Data(contentsOf: url) else {
      do {
        try Data(actual.utf8).write(to: url)
        return "recorded \(url.path): read it, then run again"
      } catch {
        return "\(url.path) cannot be recorded: \(error)"
      }
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard actual != expected else { return nil }
    let pairs = zip(
      expected.split(separator: "\n", omittingEmptySubsequences: false),
      actual.split(separator: "\n", omittingEmptySubsequences: false))
    let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
    return
      "\(name) differs in line \((first?.offset ?? 0) + 1)\n- \(first?.element.0 ?? "")\n+ \(first?.element.1 ?? "")\n\(actual)"
  }
}
