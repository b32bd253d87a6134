import Testing

@testable import Checkpoints

@Suite("Elements as floats")
struct LoadingTests {
  private func header(_ type: String, count: Int, bytes: Int) -> String {
    #"{"w":{"dtype":"\#(type)","shape":[\#(count)],"data_offsets":[0,\#(bytes)]}}"#
  }

  private func opened(_ type: String, count: Int, _ data: [UInt8]) throws -> Checkpoint {
    try SafetensorsFile.opened(header(type, count: count, bytes: data.count), data: data)
  }

  @Test("Every finite f16 becomes the float it stands for")
  func halves() throws {
    // The two exponents that are infinity and NaN left out.
    let halves = (0..<UInt16.max).filter { $0 & 0x7c00 != 0x7c00 }
    var data: [UInt8] = []
    for half in halves { data.append(UInt64(half), width: 2) }
    let floats = try opened("F16", count: halves.count, data).tensor("w").elements
    let expected = halves.map { Float(Float16(bitPattern: $0)) }
    #expect(floats.map(\.bitPattern) == expected.map(\.bitPattern))
  }

  @Test("f16 infinity and NaN stay what they are, and are refused")
  func halfInfinities() {
    #expect(HalfBits(bits: 0x7c00).widened == .infinity)
    #expect(HalfBits(bits: 0xfc00).widened == -.infinity)
    #expect(HalfBits(bits: 0x7c01).widened.isNaN)
    #expect(HalfBits(bits: 0xffff).widened.isNaN)
  }

  @Test("bf16 and f64, exact and rounded")
  func others() throws {
    #expect(
      try opened("BF16", count: 4, [0x80, 0x3f, 0x49, 0xc0, 1, 0, 0, 0x80]).tensor("w").elements == [
        1, -3.140625, Float(bitPattern: 0x1_0000), -0.0,
      ])
    var data: [UInt8] = []
    for double in [1.0 / 3, -1e300 / 1e290, 16_777_217] { data.append(double.bitPattern, width: 8) }
    #expect(try opened("F64", count: 3, data).tensor("w").elements == [Float(1.0 / 3), -1e10, 16_777_216])
  }

  @Test(
    "Row-major f32 is not copied where its address allows, and read right where it does not", arguments: 0..<4
  )
  func copies(shift: Int) throws {
    let floats: [Float] = (0..<40).map { Float($0) - 0.5 }
    let header = header("F32", count: 40, bytes: 160) + String(repeating: " ", count: shift)
    let checkpoint = try SafetensorsFile.opened(header, data: [UInt8](floats: floats))
    let tensor = try checkpoint.tensor("w")
    let again = try checkpoint.tensor("w")
    #expect(tensor.elements == floats)
    let isShared = tensor.withUnsafeFloats { first in
      again.withUnsafeFloats { first.baseAddress == $0.baseAddress }
    }
    #expect(isShared == ((8 + header.utf8.count) % 4 == 0))
  }

  @Test(
    "NaN and infinity are refused with their number and the first place, wherever they are",
    arguments: [
      1, 15, 16, 17, 33, 4096, 5000,
    ])
  func notFinite(count: Int) throws {
    for bad: Float in [.nan, .infinity, -.infinity, Float(bitPattern: 0x7f80_0001)] {
      for index in Set([0, count / 2, count - 1]) {
        var floats = [Float](repeating: .greatestFiniteMagnitude, count: count)
        floats[index] = bad
        floats[count - 1] = bad
        let checkpoint = try opened("F32", count: count, [UInt8](floats: floats))
        #expect(
          throws: CheckpointFault.notFinite(
            file: "x.safetensors", name: "w", count: index == count - 1 ? 1 : 2, first: index)
        ) { try checkpoint.tensor("w") }
      }
    }
  }

  @Test("Infinity in a converted tensor is refused too, also what only f64 can hold")
  func notFiniteConverted() throws {
    var data: [UInt8] = []
    data.append(1e39.bitPattern, width: 8)
    let fault = CheckpointFault.notFinite(file: "x.safetensors", name: "w", count: 1, first: 0)
    #expect(throws: fault) { try opened("F64", count: 1, data).tensor("w") }
    #expect(throws: fault) { try opened("F16", count: 1, [0, 0x7c]).tensor("w") }
    #expect(throws: fault) { try opened("BF16", count: 1, [0x80, 0x7f]).tensor("w") }
  }

  @Test("Integers are listed and refused as floats")
  func integers() throws {
    let checkpoint = try opened("I64", count: 1, [1, 0, 0, 0, 0, 0, 0, 0])
    #expect(checkpoint.entry("w") == TensorEntry(elementType: .int64, shape: [1]))
    #expect(throws: CheckpointFault.notFloats(file: "x.safetensors", name: "w", found: .int64)) {
      try checkpoint.tensor("w")
    }
  }

  @Test("Missing names, wrong shapes and numbers that are many are told")
  func asking() throws {
    let checkpoint = try opened("F32", count: 2, [UInt8](floats: [1, 2]))
    #expect(throws: CheckpointFault.missingTensor(file: "x.safetensors", name: "v")) {
      try checkpoint.tensor("v")
    }
    #expect(throws: CheckpointFault.missingTensor(file: "x.safetensors", name: "v")) {
      try checkpoint.scalar("v")
    }
    #expect(
      throws: CheckpointFault.wrongShape(file: "x.safetensors", name: "w", expected: [1, 2], found: [2])
    ) { try checkpoint.tensor("w", shape: [1, 2]) }
    #expect(throws: CheckpointFault.wrongShape(file: "x.safetensors", name: "w", expected: [], found: [2])) {
      try checkpoint.scalar("w")
    }
    #expect(try checkpoint.tensor("w", shape: [2]).elements == [1, 2])
  }

  @Test("A tensor outlives its checkpoint, and threads may read at once")
  func lifetime() async throws {
    let tensor = try opened("F32", count: 3, [UInt8](floats: [1, 2, 3])).tensor("w")
    #expect(tensor.elements == [1, 2, 3])
    let shared = try opened("F16", count: 3000, [UInt8](repeating: 0x3c, count: 6000))
    let sums = await withTaskGroup(of: Float?.self) { group in
      for _ in 0..<8 { group.addTask { try? shared.tensor("w").elements.reduce(0, +) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(sums.count == 8 && sums.allSatisfy { $0 == 3000 * Float(Float16(bitPattern: 0x3c3c)) })
  }
}
