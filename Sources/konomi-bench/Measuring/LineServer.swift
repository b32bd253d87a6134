import Foundation

/// A program that says `ready` and then answers each line with a line.
final class LineServer {
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()

  init(_ program: String, _ arguments: [String]) throws {
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
    guard try line() == "ready" else {
      throw PseudoTerminal.Failure(description: "\(program) \(arguments.first ?? "") did not start")
    }
  }

  deinit {
    try? requests.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  var status: ProcessStatus { ProcessStatus(process: process.processIdentifier) }

  /// - Returns: the numbers in the answer.
  func numbers(_ request: String) throws -> [Double] {
    try requests.fileHandleForWriting.write(contentsOf: Data("\(request)\n".utf8))
    let answer = try line()
    let numbers = answer.split(separator: " ").compactMap { Double($0) }
    guard !numbers.isEmpty else {
      throw PseudoTerminal.Failure(description: "no numbers came as an answer: \(answer)")
    }
    return numbers
  }

  private func line() throws -> String {
    var bytes: [UInt8] = []
    while let byte = try answers.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
