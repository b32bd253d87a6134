import Foundation
import Tensors
import TestSupport
import Testing

@testable import Checkpoints

@Suite struct SafetensorsWriterTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: SavedType.allCases)
  func whatIsWrittenIsRead(_ type: SavedType) throws {
    let tensors = [
      "b.weight": Tensor([1, -2, 0.5, 65504, -0.25, 3], shape: [2, 3]), "scale": Tensor([4.5], shape: []),
      "none": Tensor([], shape: [0, 4]), "a \"é\"\n": Tensor([7, 8], shape: [2]),
    ]
    // 65504 has eleven bits, which bfloat16 rounds.
    let expected = type == .bfloat16 ? 65536 : Float(65504)
    try SafetensorsWriter.write(
      tensors.map { SafetensorsWriter.Item($0.key, $0.value, as: type) },
      metadata: ["format": "pt", "text": "\"quoted\"\\\n\u{1} é 好"], to: folder["file"])
    let file = try Checkpoint.open(folder["file"])
    #expect(file.metadata == ["format": "pt", "text": "\"quoted\"\\\n\u{1} é 好"])
    #expect(file.names == tensors.keys.sorted())
    for (name, tensor) in tensors {
      #expect(file.entry(name)?.elementType.rawValue == type.rawValue)
      #expect(
        try file.tensor(name, shape: tensor.shape).elements
          == tensor.elements.map { $0 == 65504 ? expected : $0 })
    }
    #expect(try folder.names() == ["file"])
  }

  @Test func narrowingIsTheNearestAsTheProcessorHasIt() {
    var pattern: UInt32 = 0
    repeat {
      let number = Float(bitPattern: pattern)
      if !number.isNaN {
        let expected = Float16(number).bitPattern
        let found = HalfBits(rounding: number).bits
        if found != expected { Issue.record("\(number): \(found), not \(expected)") }
        // The neighbours of what bfloat16 rounds to are no nearer.
        let brain = BrainBits(rounding: number)
        if number.isFinite, brain.widened.isFinite {
          for bits in [brain.bits &- 1, brain.bits &+ 1] {
            let other = BrainBits(bits: bits).widened
            if abs(Double(other) - Double(number)) < abs(Double(brain.widened) - Double(number)) {
              Issue.record("\(number): \(other) is nearer than \(brain.widened)")
            }
          }
        }
      }
      pattern &+= 40_503
    } while pattern > 40_503
    // Halfway between two: the even one.
    #expect(HalfBits(rounding: 2049).widened == 2048 && HalfBits(rounding: 2051).widened == 2052)
    #expect(HalfBits(rounding: 0x1p-25).bits == 0 && HalfBits(rounding: 0x1.8p-24).bits == 2)
    #expect(HalfBits(rounding: 65519).bits == 0x7bff && HalfBits(rounding: 65520).bits == 0x7c00)
  }

  @Test func numbersThatATypeDoesNotHoldLeaveTheFormerFile() throws {
    try SafetensorsWriter.write(
      [SafetensorsWriter.Item("x", Tensor([1], shape: [1]))], metadata: [:], to: folder["file"])
    let before = try folder.contents()
    for (number, type) in [(Float.nan, SavedType.float32), (70000, .float16), (.infinity, .bfloat16)] {
      let fault = #expect(throws: SaveFault.self) {
        try SafetensorsWriter.write(
          [SafetensorsWriter.Item("x", Tensor([0, number], shape: [2]), as: type)], metadata: [:],
          to: folder["file"])
      }
      #expect(fault?.description.contains("element 1 of tensor x") == true)
    }
    #expect(try folder.contents() == before)
  }

  @Test func aFolderThatIsNotThereIsSaid() {
    let fault = #expect(throws: SaveFault.self) {
      try SafetensorsWriter.write([], metadata: [:], to: folder["none/file"])
    }
    #expect(fault?.reason == "No such file or directory")
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "a small disk cannot be mounted here"))
  func aFullDiskLeavesTheFormerFileAndNoOther() throws {
    let disk = try SmallDisk()
    let path = disk.folder["file"]
    try SafetensorsWriter.write(
      [SafetensorsWriter.Item("x", Tensor([1], shape: [1]))], metadata: [:], to: path)
    let before = try disk.folder.contents()
    let large = Tensor([Float](repeating: 1, count: 1 << 18), shape: [1 << 18])
    let fault = #expect(throws: SaveFault.self) {
      try SafetensorsWriter.write([SafetensorsWriter.Item("x", large)], metadata: [:], to: path)
    }
    #expect(
      fault?.description
        == "\(path): cannot be written: the disk is full; make room there or name another place")
    #expect(try disk.folder.contents() == before)
  }
}
