import EndpointModel

/// A value that is understood only with the settings, such as a time of day; ArgumentParser reports
/// the others itself.
extension ValueError: ReportedError {
  var remedy: String { "give it in the form that is named" }
  var status: ExitStatus { .badArguments }
}
