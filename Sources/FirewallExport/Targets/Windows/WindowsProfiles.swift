/// What the profiles of Windows do with what no rule is about (Get-NetFirewallProfile): out of the
/// box everything goes out and nothing comes in.
struct WindowsProfiles {
  /// A profile as a listing has it, its values in lower case.
  private struct Profile {
    let line: Int
    let name: String
    let values: [String: String]
  }

  private var profiles: [Profile] = []

  /// Members that tell a profile from a rule.
  static func isProfile(_ names: some Collection<String>) -> Bool {
    names.contains("defaultoutboundaction")
  }

  mutating func take(_ values: [String: [String]], line: Int) {
    let words = values.compactMapValues { $0.count == 1 ? $0[0].lowercased() : nil }
    profiles.append(Profile(line: line, name: values["name"]?.first ?? "", values: words))
  }

  /// What the profiles that rules are for let pass, or cut off, besides the rules.
  ///
  /// - Parameters:
  ///   - profile: `Any`, or the only one.
  ///   - denies: whether they are to block what goes out.
  func problems(of profile: String, denies: Bool) -> [String] {
    let wanted = profile == "Any" ? ["Domain", "Private", "Public"] : [profile]
    return wanted.flatMap { name -> [String] in
      guard let found = profiles.first(where: { $0.name.lowercased() == name.lowercased() }) else {
        return [
          "the listing does not tell what the profile \(name) does with what no rule is about: "
            + "Windows lets all of it out, unless DefaultOutboundAction is Block"
        ]
      }
      return Self.problems(of: found, called: name, denies: denies)
    }
  }

  /// Names and numbers of the values, as they are printed and as they are stored.
  private static func problems(
    of profile: Profile, called name: String, denies: Bool
  ) -> [String] {
    func has(_ key: String, _ words: String...) -> Bool {
      profile.values[key].map(words.contains) ?? false
    }
    func told(_ sentence: String) -> String { "line \(profile.line): \(sentence)" }
    if !has("enabled", "true", "1") {
      return [told("the firewall is off for the profile \(name), or that is not told")]
    }
    var out: [String] = []
    if denies, !has("defaultoutboundaction", "block", "4") {
      out.append(
        told(
          "the profile \(name) lets out everything that no rule blocks: Set-NetFirewallProfile "
            + "-Name \(name) -DefaultOutboundAction Block"))
    }
    // Not configured it blocks what comes in.
    if !has("defaultinboundaction", "block", "4", "notconfigured", "0") {
      out.append(told("the profile \(name) lets in everything that no rule blocks"))
    }
    if has("allowinboundrules", "false", "0") {
      out.append(told("the profile \(name) lets nothing in, whatever rules allow"))
    }
    if has("allowlocalfirewallrules", "false", "0") {
      out.append(told("in the profile \(name) only rules of the domain's policy are in force"))
    }
    return out
  }
}
