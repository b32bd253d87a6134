import Glibc

/// One input through one parser, watched for time and memory.
final class FuzzCase {
  private let target: FuzzTarget
  private var peak: Int

  /// For inputs of some kilobytes, in release builds. What is above is a bug like any other: it ends the process.
  private static let secondsLimit = 0.05
  private static let memoryLimit = 100 << 20

  init(_ target: FuzzTarget) {
    self.target = target
    peak = Self.peakMemory()
  }

  /// - Returns: whether the parser took the bytes for valid.
  @discardableResult
  func run(_ bytes: [UInt8]) -> Bool {
    let start = Self.processorSeconds()
    var isValid = true
    do {
      try target.parse(bytes)
    } catch {
      isValid = false
      // Wording a fault must not fail either. Here and below a crash is what the fuzzer keeps the input of.
      if "\(error)".isEmpty { fatalError("a fault without words") }
    }
    let seconds = Self.processorSeconds() - start
    // A failed precondition would not say why in a release build.
    if seconds >= Self.secondsLimit { fatalError("\(bytes.count) bytes took \(seconds) s") }
    let memory = Self.peakMemory()
    if memory - peak >= Self.memoryLimit {
      fatalError("\(bytes.count) bytes took \((memory - peak) >> 20) MB")
    }
    // What the allocator keeps is no growth of one input.
    peak = memory
    return isValid
  }

  /// Of this thread, so that a busy machine makes no input slow.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static func peakMemory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) << 10
  }
}
