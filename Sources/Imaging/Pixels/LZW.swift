import Preferences

/// The compression of GIF (its specification's appendix F): codes of growing width, the lowest bit first, each
/// for a run of bytes that was seen before and one byte more.
enum LZW {
  /// - Parameters:
  ///   - codeSize: the width of the bytes in bits.
  ///   - count: of the bytes that are wanted; what follows them is not looked at.
  static func indices(in data: [UInt8], codeSize: Int, count: Int) throws(ImageFault) -> [UInt8] {
    guard 1...8 ~= codeSize else { throw .damaged("its colours are of \(codeSize) bits") }
    var reader = CodeReader(data: data)
    var table = Table(codeSize: codeSize)
    var indices: [UInt8] = []
    indices.reserveCapacity(count)
    while indices.count < count {
      guard let code = reader.next(width: table.width), code != table.endCode else { throw .truncated }
      if code == table.clearCode {
        table = Table(codeSize: codeSize)
      } else {
        guard table.append(code, to: &indices) else { throw .damaged("its compressed data is wrong") }
      }
    }
    indices.removeLast(indices.count - count)
    return indices
  }

  private struct CodeReader {
    let data: [UInt8]
    private var place = 0
    private var bits: UInt32 = 0
    private var bitCount = 0

    init(data: [UInt8]) {
      self.data = data
    }

    /// `nil` at the end.
    mutating func next(width: Int) -> Int? {
      while bitCount < width {
        guard place < data.count else { return nil }
        bits |= UInt32(data[place]) << UInt32(bitCount)
        place += 1
        bitCount += 8
      }
      let code = bits & (1 << UInt32(width) - 1)
      bits >>= UInt32(width)
      bitCount -= width
      return Int(code)
    }
  }

  private struct Table {
    let clearCode: Int
    var endCode: Int { clearCode + 1 }
    private(set) var width: Int
    /// Of each code beyond the end code: where its run stands in the output. It is written out once before, with
    /// the byte that it has more than the run before it.
    private var runs: [Range<Int>] = []
    private var lastRun: Range<Int>?

    init(codeSize: Int) {
      clearCode = 1 << codeSize
      width = codeSize + 1
      runs.reserveCapacity(4096)
    }

    /// - Returns: false for a code that is not in the table.
    mutating func append(_ code: Int, to output: inout [UInt8]) -> Bool {
      let start = output.count
      // The run of the code that comes next begins with the last one, which now gets its byte.
      if let lastRun, endCode + 1 + runs.count < 4096 {
        runs.append(lastRun.lowerBound..<lastRun.upperBound + 1)
      }
      if code < clearCode {
        output.append(UInt8(code))
      } else {
        guard code > endCode, code - endCode - 1 < runs.count else { return false }
        for place in runs[code - endCode - 1] { output.append(output[place]) }
      }
      lastRun = start..<output.count
      if endCode + 1 + runs.count + 1 > 1 << width, width < 12 { width += 1 }
      return true
    }
  }
}
