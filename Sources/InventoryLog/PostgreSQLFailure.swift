/// What PostgreSQL answered instead of what was asked for.
struct PostgreSQLFailure: Error {
  /// Five characters, as in "PostgreSQL Error Codes"; nil where no server said anything.
  let state: String?
  let message: String
  /// Whether the connection is gone.
  let isLost: Bool

  /// The program was built without what speaks to it.
  static let notBuilt = PostgreSQLFailure(state: "built", message: "", isLost: true)

  /// A connection that there was is gone.
  static let noConnection = PostgreSQLFailure(
    state: nil, message: "the connection was lost", isLost: true)

  var logError: LogError {
    // The classes and codes of that appendix.
    switch state {
    case Self.notBuilt.state: .notBuilt
    case nil: .unreachable(reason: message)
    case "55P03", "40001", "40P01", "57014": .busy
    case "42P01", "3F000": .missing
    case "25006": .unreachable(reason: "that server may only be read (\(message))")
    case let state? where isLost || state.hasPrefix("08") || state.hasPrefix("57P"):
      .unreachable(reason: message)
    default: .refused(reason: message)
    }
  }
}

/// A value that stands in a statement.
enum PostgreSQLValue {
  case text(String)
  case number(Int)
  case bytes([UInt8])
}
