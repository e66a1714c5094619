import Synchronization

/// A value that is worked out when it is first asked for, and only then; whoever asks
/// meanwhile waits for it.
final class Once<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)

  func value(_ make: () -> Value) -> Value {
    known.withLock { known in
      if let known { return known }
      let value = make()
      known = value
      return value
    }
  }
}
