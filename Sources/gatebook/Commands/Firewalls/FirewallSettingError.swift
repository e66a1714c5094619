import EndpointModel
import FirewallExport

/// A setting that a target does not have, or a value that it does not take: whoever gave it needs to
/// see those that there are.
struct FirewallSettingError: ReportedError {
  let target: String
  let known: [FirewallSetting]
  let reason: ValueError

  var description: String { "\(target): \(reason)" }

  var remedy: String {
    if known.isEmpty { return "leave out --setting" }
    return
      "--setting with one of these, which are as they stand here unless a firewall sets them:\n"
      + known.map { "  \($0.inWords)" }.joined(separator: "\n")
  }

  var status: ExitStatus { .badArguments }
}

extension FirewallSetting {
  /// Its name with the value that it has unless a firewall sets it, and what it means:
  /// `hook=forward  the hook that the table owns (forward, output, input)`.
  var inWords: String {
    var out = "\(name)=\(standard)  \(meaning)"
    if case .word(let words) = kind { out += " (\(words.joined(separator: ", ")))" }
    return out
  }
}
