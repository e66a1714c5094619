/// What long work is at, on standard error where that is a terminal: one line,
/// written over and taken away at the end.
struct Progress {
  let isShown: Bool

  func show(_ text: String) {
    if isShown { StandardOutput.writeError("\r\(text)\u{1B}[K") }
  }

  func clear() {
    if isShown { StandardOutput.writeError("\r\u{1B}[K") }
  }
}
