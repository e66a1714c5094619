/// An error that is shown to a person at the command line. The library that throws it says what is
/// wrong; the remedy is given here, since it names commands and options.
protocol ReportedError: Error, CustomStringConvertible {
  /// What to try next.
  var remedy: String { get }
  var status: ExitStatus { get }
}
