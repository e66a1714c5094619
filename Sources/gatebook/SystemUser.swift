import EndpointModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whom the system says is running the program; no variable of the environment decides it
/// but those that sudo sets, and these for root only, who could say anything.
enum SystemUser {
  static func current() -> GivenText {
    let id = getuid()
    let own = name(of: id)
    guard id == 0, let text = getenv("SUDO_UID"), let behind = uid_t(String(cString: text)),
      behind != 0, let both = GivenText("\(name(of: behind)) (root)")
    else { return own }
    return both
  }

  /// Its name, or its number where it has none.
  private static func name(of id: uid_t) -> GivenText {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var room = [CChar](repeating: 0, count: 16_384)
    if getpwuid_r(id, &entry, &room, room.count, &found) == 0, let found,
      let name = found.pointee.pw_name.flatMap({ GivenText(String(cString: $0)) })
    {
      return name
    }
    return GivenText(number: id)
  }
}
