import FirewallExport
import InventoryModel

/// How files were written, as `RegisteredFirewall.form` has it.
struct FirewallForm {
  private let words: [String: String]

  init(_ text: String) {
    var words: [String: String] = [:]
    var name = "target"
    // Values may hold blanks, and no equals sign.
    for word in text.split(separator: " ") {
      if let sign = word.firstIndex(of: "=") {
        name = String(word[..<sign])
        words[name] = String(word[word.index(after: sign)...])
      } else {
        words[name] = [words[name], String(word)].compactMap { $0 }.joined(separator: " ")
      }
    }
    self.words = words
  }

  /// Whether what was written so is a base for what is written in a later form: they differ only in
  /// what a device was not given.
  func isBase(of later: FirewallForm) -> Bool {
    guard let type = FirewallTargets.named(words["target"] ?? "") else {
      return words == later.words
    }
    let standards = Dictionary(type.settings.map { ($0.name, $0.standard) }) { $1 }
    return Set(words.keys).union(later.words.keys).allSatisfy { name in
      let (before, now) = (words[name] ?? standards[name], later.words[name] ?? standards[name])
      return before == now || name.hasPrefix("limit-") || type.settingsBeside.contains(name)
        || type.settingsToldLater.contains(name) && before == standards[name]
    }
  }
}
