import EndpointModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The user who runs the program, according to the system. No environment variable changes it
/// except sudo's, and only for root, who could claim anything.
enum SystemUser {
  static func current() -> GivenText {
    let id = getuid()
    let own = name(of: id)
    guard id == 0, let text = getenv("SUDO_UID"), let behind = uid_t(String(cString: text)),
      behind != 0, let both = GivenText("\(name(of: behind)) (root)")
    else { return own }
    return both
  }

  /// The user's name, or number if there is no name.
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
