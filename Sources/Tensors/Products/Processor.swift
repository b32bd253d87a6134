import CKernels
import Synchronization

/// The kernels of the fastest instructions that this processor has.
let kernels: KernelVersion = {
  var versions = [KernelVersion](repeating: kernels_baseline, count: 3)
  return versions[kernels_available(&versions) - 1]
}()

/// What the processor can do at most, and with which instructions.
package enum Processor {
  package static var instructions: String { String(cString: kernels.instructions) }

  /// Runs multiply-adds on all workers at once for about `seconds`.
  /// - Returns: floating-point operations a second.
  package static func measurePeak(on workers: Workers, seconds: Double) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let roundsAtOnce = 1 << 20
    let operations = Mutex(0.0)
    workers.forEach(workers.count) { _, _ in
      var done = 0.0
      while clock.now - start < .seconds(seconds) {
        var sink: Float = 0
        done += kernels.multiply_add(roundsAtOnce, &sink)
      }
      operations.withLock { $0 += done }
    }
    return operations.withLock { $0 } / ((clock.now - start) / .seconds(1))
  }
}
