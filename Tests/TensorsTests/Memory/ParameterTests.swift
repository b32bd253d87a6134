import Tensors
import Testing

@Suite struct ParameterTests {
  private let numbers = Tensor([1, 2, 3, 4, 5, 6], shape: [3, 2])

  @Test func whatIsTrainedIsACopy() {
    let parameter = Parameter(numbers, isTrained: true)
    parameter.set(Tensor([6, 5, 4, 3, 2, 1], shape: [3, 2]))
    #expect(parameter.tensor.elements == [6, 5, 4, 3, 2, 1])
    #expect(numbers.elements == [1, 2, 3, 4, 5, 6])
  }

  @Test func whatIsFrozenIsNotCopied() {
    let parameter = Parameter(numbers)
    #expect(!parameter.isTrained && parameter.gradient == nil)
    let first = parameter.values.withRow(0) { Int(bitPattern: $0.baseAddress) }
    #expect(first == numbers.withUnsafeFloats { Int(bitPattern: $0.baseAddress) })
    #expect(parameter.squaredGradientNorm(on: Workers(count: 1)) == 0)
  }

  @Test func slicesShareValuesAndGradients() {
    let parameter = Parameter(numbers, isTrained: true)
    let part = parameter.slices(1..<3)
    #expect(part.shape == [2, 2] && part.tensor.elements == [3, 4, 5, 6])
    part.gradient?.add(Matrix(reading: Tensor([1, 1, 1, 1], shape: [2, 2])))
    #expect(parameter.gradient?.tensor.elements == [0, 0, 1, 1, 1, 1])
    #expect(parameter.squaredGradientNorm(on: Workers(count: 1)) == 4)
    parameter.clearGradient()
    #expect(part.gradient?.tensor.elements == [0, 0, 0, 0])
  }

  @Test func slicesOfOneAxisAreSomeOfItsElements() {
    let part = Parameter(Tensor([1, 2, 3], shape: [3]), isTrained: true).slices(1..<2)
    #expect(part.shape == [1] && part.tensor.elements == [2])
  }

  @Test func anotherShapeHasTheSameNumbers() {
    let parameter = Parameter(numbers, isTrained: true).reshaped([1, 3, 2, 1])
    #expect(parameter.tensor.shape == [1, 3, 2, 1])
    #expect(parameter.tensor.elements == numbers.elements)
  }

  @Test func oneNumberHasNoAxes() {
    let parameter = Parameter(Tensor([2.5], shape: []), isTrained: true)
    #expect(parameter.tensor.shape.isEmpty && parameter.tensor.elements == [2.5])
    #expect(parameter.gradient?.rows == 1)
  }
}
