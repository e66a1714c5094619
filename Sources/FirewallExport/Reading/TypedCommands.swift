/// Commands in a terminal's capture that somebody typed at the device's prompt. What a device lists
/// tells what it has; what was typed may have been refused, and belongs to a place that the prompt tells
/// or not. A reader that skipped such a line would lose it.
enum TypedCommands {
  /// The first line on which a command that changes something is typed; nil without one.
  ///
  /// - Parameter isFortiOS: whether its prompts are looked for, which a comment in a list may look like.
  static func first(in text: String, isFortiOS: Bool) -> (number: Int, text: String)? {
    text.numberedLines.first { isTyped($0.text, isFortiOS) }
  }

  private static func isTyped(_ line: String, _ isFortiOS: Bool) -> Bool {
    // Most lines have no sign of a prompt.
    guard line.utf8.prefix(120).contains(where: { "#>$".utf8.contains($0) }) else { return false }
    let words = line.prefix(240).split(separator: " ")
    guard let first = words.first else { return false }
    return isTypedAtCisco(first, words.dropFirst().first) || isTypedAtUser(first, words)
      || isFortiOS && isTypedAtFortiOS(words)
  }

  /// `core(config-if)# no shutdown`, also without a blank. What only shows may be typed there, too:
  /// `core(config)# show access-list`, `core(config-if)# do show running-config`.
  private static func isTypedAtCisco(_ first: Substring, _ second: Substring?) -> Bool {
    guard let place = first.firstRange(of: "(config"),
      let mark = first[place.upperBound...].firstRange(of: ")#")
    else { return false }
    let joined = first[mark.upperBound...]
    guard let typed = joined.isEmpty ? second : joined else { return false }
    return !["do", "end", "exit", "sh", "show", "terminal", "write"].contains(typed)
  }

  /// `admin@fw# set …` of Junos and PAN-OS, `[admin@fw] /ip firewall> add …` of RouterOS.
  private static func isTypedAtUser(_ first: Substring, _ words: [Substring]) -> Bool {
    guard first.contains("@"), first.hasPrefix("[") || first.hasSuffix("#") || first.hasSuffix(">"),
      let mark = words.prefix(6).firstIndex(where: { $0.hasSuffix("#") || $0.hasSuffix(">") })
    else { return false }
    let typed = words[(mark + 1)...]
    if first.hasPrefix("[") {
      return typed.contains {
        ["add", "disable", "enable", "move", "remove", "set"].contains($0)
      }
    }
    return [
      "activate", "copy", "deactivate", "delete", "edit", "insert", "load", "move", "rename",
      "replace", "rollback", "set",
    ].contains(typed.first)
  }

  /// `fw (policy) # set …`. Where one goes to show a table, `config firewall policy`, changes nothing, nor
  /// does `end` without anything typed before it.
  private static func isTypedAtFortiOS(_ words: [Substring]) -> Bool {
    guard let mark = words.prefix(3).firstIndex(where: { $0 == "#" || $0 == "$" }), mark > 0
    else { return false }
    return ["append", "delete", "move", "select", "set", "unselect", "unset"].contains(
      words[(mark + 1)...].first)
  }
}

extension FirewallReadingError {
  /// Why a text with commands that are typed at prompts is not read; nil without one.
  ///
  /// - Parameter target: its name, as on the command line.
  public init?(typedIn text: String, for target: String) {
    guard let first = TypedCommands.first(in: text, isFortiOS: target == FortiOS.name) else {
      return nil
    }
    self.init(
      target,
      "it is a terminal's capture in which commands are typed at prompts, on line \(first.number) first: "
        + first.text.words.joined(separator: " ").quoted)
  }
}
