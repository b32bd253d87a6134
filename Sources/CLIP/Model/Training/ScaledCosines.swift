import Glibc
import Tensors

/// What CLIP's losses are made of: the cosine of every image with every prompt, times the exponential of the logit
/// scale.
package struct ScaledCosines: Sendable {
  /// (images, prompts)
  package let logits: Matrix
  private let images: Matrix
  private let prompts: Matrix
  private let unitImages: Matrix
  private let unitPrompts: Matrix
  private let logitScale: Parameter

  /// - Parameters:
  ///   - images: (images, embedding), of any length.
  ///   - prompts: (prompts, embedding)
  ///   - logitScale: one number.
  package init(images: Matrix, prompts: Matrix, logitScale: Parameter, on workers: Workers) {
    self.images = images
    self.prompts = prompts
    self.logitScale = logitScale
    unitImages = Self.unit(images)
    unitPrompts = Self.unit(prompts)
    logits = Matrix(rows: images.rows, columns: prompts.rows)
    multiply(unitImages.plain, unitPrompts.transposed, into: logits, on: workers)
    logits.scale(by: Self.factor(logitScale))
  }

  /// Adds to the gradient of the logit scale, where it is trained.
  /// - Parameter gradient: of the loss by `logits`.
  /// - Returns: the gradients by `images` and `prompts`.
  package func backward(from gradient: Matrix, on workers: Workers) -> (images: Matrix, prompts: Matrix) {
    precondition(gradient.rows == logits.rows && gradient.columns == logits.columns)
    if let scaleGradient = logitScale.gradient {
      var sum = 0.0
      for row in 0..<logits.rows {
        gradient.withRow(row) { slopes in
          logits.withRow(row) { logits in
            for column in logits.indices { sum += Double(slopes[column]) * Double(logits[column]) }
          }
        }
      }
      scaleGradient.withRow(0) { $0[0] += Float(sum) }
    }
    let cosineGradient = Matrix(copying: gradient)
    cosineGradient.scale(by: Self.factor(logitScale))
    let imageGradient = Matrix(rows: images.rows, columns: images.columns)
    multiply(cosineGradient.plain, unitPrompts.plain, into: imageGradient, on: workers)
    UnitLength.backward(x: images, gradient: imageGradient)
    let promptGradient = Matrix(rows: prompts.rows, columns: prompts.columns)
    multiply(cosineGradient.transposed, unitImages.plain, into: promptGradient, on: workers)
    UnitLength.backward(x: prompts, gradient: promptGradient)
    return (imageGradient, promptGradient)
  }

  private static func factor(_ logitScale: Parameter) -> Float {
    logitScale.values.withRow(0) { Float(exp(Double($0[0]))) }
  }

  private static func unit(_ x: Matrix) -> Matrix {
    let y = Matrix(rows: x.rows, columns: x.columns)
    UnitLength.normalize(x, into: y)
    return y
  }
}

extension Matrix {
  fileprivate func scale(by factor: Float) {
    for row in 0..<rows {
      withRow(row) { row in for column in row.indices { row[column] *= factor } }
    }
  }
}
