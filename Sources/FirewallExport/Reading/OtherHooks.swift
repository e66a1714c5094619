/// Rules at other hooks of the kernel, or in other chains of a device, than those that are read: those
/// for what passes the machine, what comes to it and what it sends are three lists.
enum OtherHooks {
  /// A note on them; nil if there are none.
  ///
  /// - Parameters:
  ///   - hooks: that have rules.
  ///   - hook: the one that is read.
  static func note(_ hooks: [String], besides hook: String) -> String? {
    let others = hooks.filter { $0 != hook }
    if others.isEmpty { return nil }
    return
      "what the rules at \(others.joined(separator: " and ")) let pass: by the setting hook, those "
      + "at \(hook) count"
  }
}
