import Dispatch
import Glibc
import Synchronization

/// A thread that leaves the processor to whoever else wants it: it has a tenth of an ordinary thread's claim.
///
/// No less than that, so that a lock it holds is never held for long, however busy the machine is.
package enum BackgroundThread {
  private static let niceness: Int32 = 10

  /// Runs `body` on a new thread.
  package static func start(_ body: @escaping @Sendable () -> Void) {
    let entry = Unmanaged.passRetained(Entry(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let failure = pthread_create(&thread, &attributes, run, entry.toOpaque())
    pthread_attr_destroy(&attributes)
    guard failure != 0 else { return }
    // A system that gives no thread of that kind has others.
    entry.release()
    DispatchQueue.global().async(execute: body)
  }

  private final class Entry: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  private static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { pointer in
    // On Linux this is the calling thread's alone.
    _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    pointer.map { Unmanaged<Entry>.fromOpaque($0).takeRetainedValue().body() }
    return nil
  }
}
