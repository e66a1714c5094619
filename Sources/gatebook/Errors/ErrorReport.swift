import ArgumentParser
import EndpointModel

/// An error as its reader sees it: what is wrong and where, what to try next, and the exit status.
struct ErrorReport {
  let text: String
  let status: ExitStatus

  /// Nil for errors that ArgumentParser reports itself.
  ///
  /// - Parameter zone: in which times are told.
  init?(_ error: any Error, in zone: TimeZoneRules) {
    switch error {
    case let error as any ReportedError:
      self.init(error.words(in: zone), error.remedy, error.status)
    case is ValidationError, is ExitCode, is CleanExit:
      return nil
    default:
      // ArgumentParser wraps its errors in a type of its own.
      let isParserError = String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
      if isParserError { return nil }
      self.init("\(error)", "this is a defect of gatebook; please report it", .defect)
    }
  }

  private init(_ message: String, _ remedy: String, _ status: ExitStatus) {
    text = "Error: \(message)\nTry: \(remedy)\n"
    self.status = status
  }
}
