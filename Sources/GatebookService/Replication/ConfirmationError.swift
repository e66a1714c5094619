import EndpointModel

/// Why what is stored is not known to stand in the second place. It is stored all the same.
public enum ConfirmationError: Error, Hashable, Sendable {
  /// Litestream cannot be asked, or did not answer in time; in words.
  case noAnswer(String)
  /// Litestream answered, and not as was asked.
  case notUnderstood(socket: String, status: Int)
  /// Litestream copies no such file, or could not copy it.
  case refused(socket: String, path: String, status: Int, reason: String)
  /// Litestream has not copied all; in its numbers of transactions.
  case behind(socket: String, stored: Int, copied: Int)
  /// Litestream copied it, and not to where it has to be in this generation; in its numbers.
  case elsewhere(replica: String, stored: Int, found: Int?)
  /// It is not known whether this machine is still the one that writes the inventory, or it is not.
  case generation(GenerationError)
  /// It stands there, and that could not be noted beside the inventory.
  case notNoted(path: String, reason: String)
}

extension ConfirmationError: CustomStringConvertible {
  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .noAnswer(let words): words.withVisibleControls
    case .notUnderstood(let socket, let status):
      "\(socket.withVisibleControls) answered with status \(status) and not as Litestream does"
    case .refused(let socket, let path, let status, let reason):
      "Litestream at \(socket.withVisibleControls) did not copy \(path.withVisibleControls): "
        + "\(reason.withVisibleControls) (status \(status))"
    case .behind(let socket, let stored, let copied):
      "Litestream at \(socket.withVisibleControls) has copied transaction \(copied) of \(stored)"
    case .elsewhere(let replica, let stored, let found):
      "Litestream has copied transaction \(stored), and "
        + (found.map { "the last in \(replica.withVisibleControls) is \($0)" }
          ?? "there is none in \(replica.withVisibleControls)")
    case .generation(let error): "\(error)"
    case .notNoted(let path, let reason):
      "\(path.withVisibleControls) cannot be written: \(reason.withVisibleControls)"
    }
  }
}
