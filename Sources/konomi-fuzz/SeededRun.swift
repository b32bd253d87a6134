import ArgumentParser
import Glibc

/// Many inputs one after the other, each a function of the seed and its number alone.
struct SeededRun {
  private let target: FuzzTarget
  private let corpus: Corpus

  init(_ target: FuzzTarget, corpus: Corpus) {
    self.target = target
    self.corpus = corpus
  }

  func run(_ runs: Int, seed: UInt64) throws {
    let record = try InputRecord(path: "konomi-fuzz-\(target.name)-\(seed).input")
    print(
      "\(target.name): \(corpus.files.count) files, seed \(seed); the input in work stands in \(record.path)")
    // A crash would take what is still in the buffer along.
    fflush(nil)
    let fuzzCase = FuzzCase(target)
    for file in corpus.files {
      record.write(file)
      fuzzCase.run(file)
    }
    let start = ContinuousClock.now
    var valid = 0
    for number in 0..<runs {
      var mutation = Mutation(seed: seed << 40 ^ UInt64(number))
      let input = mutation.input(from: corpus.files)
      record.write(input)
      if fuzzCase.run(input) { valid += 1 }
      if (number + 1) % 100_000 == 0 || number + 1 == runs {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print(
          "\(number + 1) inputs, \(Int(Double(number + 1) / max(seconds, 1e-9))) a second, \(valid) valid")
      }
    }
    record.remove()
  }
}

/// A file that holds the input in work, also after a crash: what is written is the system's to keep.
final class InputRecord {
  let path: String
  private let descriptor: Int32

  init(path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw ValidationError("\(path): cannot be written; start in a folder where it can")
    }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) {
    let written = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    // Without the input on disk a crash could not be repeated: going on would be for nothing.
    if written != bytes.count || ftruncate(descriptor, off_t(written)) != 0 {
      fatalError("\(path): cannot be written")
    }
  }

  func remove() { unlink(path) }
}
