import EndpointModel
import GatebookService

/// What long work is doing, on standard error if that is a terminal: one line that is overwritten,
/// and removed at the end.
struct Progress {
  let isShown: Bool

  func show(_ text: String) {
    if isShown { StandardOutput.writeError("\r\(text)\u{1B}[K") }
  }

  func show(_ step: DocumentSync.Step) {
    switch step {
    case .fetching(let name): show("fetching \(name)")
    case .reading(let name): show("reading \(name.withVisibleControls)")
    case .storing(let written, let all): show("storing \(written) of \(all) rows")
    }
  }

  func clear() {
    if isShown { StandardOutput.writeError("\r\u{1B}[K") }
  }
}
