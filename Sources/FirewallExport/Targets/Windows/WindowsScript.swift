import EndpointModel

/// The commands of a script for the firewall of Windows. Every one stops at an error of its own
/// accord: functions of a module do not heed the script's `$ErrorActionPreference`.
struct WindowsScript {
  let group: String
  let profile: String

  var start: String {
    """
    $ErrorActionPreference = 'Stop'
    $run = (Get-Date).ToString('yyyyMMddHHmmssfff')
    $before = @(Get-NetFirewallRule -PolicyStore PersistentStore -ErrorAction Stop | \
    Where-Object { $_.Group -eq '\(group)' })

    """
  }

  /// A name that no rule has, until it is removed.
  private static let oldName = "($rule.Name + '-old-' + $run)"

  /// A copy is there before the rule goes: nothing is cut off.
  let setAside =
    "Copy-NetFirewallRule -PolicyStore PersistentStore -Name $rule.Name "
    + "-NewName \(oldName) -ErrorAction Stop; "
    + "Remove-NetFirewallRule -PolicyStore PersistentStore -Name $rule.Name -ErrorAction Stop"

  let remove =
    "Remove-NetFirewallRule -PolicyStore PersistentStore -Name \(oldName) -ErrorAction Stop"

  /// - Parameter plan: the base: descriptions of its rules are its remark, then a colon and the
  ///   revisions that it is from.
  func guardBase(_ plan: FirewallPlan, rules: Int) -> String {
    """
    $base = @($before | Where-Object { ($_.Description + ':') -like '\(plan.remark):*' })
    if ($before.Count -ne \(rules) -or $base.Count -ne \(rules)) {
      throw 'The rules of the group are not those of revision \(plan.number): nothing was changed'
    }

    """
  }

  func create(_ rule: WindowsRule, _ description: String) -> String {
    var line =
      "New-NetFirewallRule -PolicyStore PersistentStore -Group '\(group)' -Name '\(rule.name)' "
      + "-DisplayName '\(rule.name)' -Description '\(description)' -Enabled True "
      + "-Profile \(profile) -Action Allow "
    line += "-Direction \(rule.direction == .outbound ? "Outbound" : "Inbound") "
    line += "-Protocol \(rule.protocolName) "
    if let type = rule.icmpType { line += "-IcmpType \(type) " }
    if let ports = rule.ports {
      line += "-\(rule.direction == .outbound ? "Remote" : "Local")Port @(\n"
      line += list(PortSet.texts(ports)) + ") "
    }
    line += "-RemoteAddress @(\n" + list(rule.addresses) + ")"
    return line + " -ErrorAction Stop | Out-Null\n"
  }

  func describe(_ rule: WindowsRule, _ description: String) -> String {
    "Set-NetFirewallRule -PolicyStore PersistentStore -Name '\(rule.name)' "
      + "-Description '\(description)' -ErrorAction Stop\n"
  }

  /// Texts of harmless characters, a line each.
  func list(_ texts: [String]) -> String {
    texts.isEmpty ? "" : "  " + texts.map { "'\($0)'" }.joined(separator: ",\n  ") + "\n"
  }

  /// The lines of a whole file that make no rule.
  var frame: Set<String> {
    var lines = Set(start.split(separator: "\n").map(String.init))
    lines.insert("foreach ($rule in $before) { \(setAside) }")
    lines.insert("foreach ($rule in $before) { \(remove) }")
    return lines
  }
}

extension PortSet {
  /// Its numbers and ranges, one text each.
  fileprivate static func texts(_ ports: PortSet) -> [String] {
    ports.description.split(separator: ",").map(String.init)
  }
}
