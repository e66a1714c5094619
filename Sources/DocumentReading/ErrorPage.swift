/// Pages that are served in place of a document: an error, a login, a robot check.
enum ErrorPage {
  /// Whether a title belongs to such a page.
  static func isNamed(_ title: String?) -> Bool {
    guard let lower = title?.lowercased() else { return false }
    return names.contains { lower.contains($0) }
  }

  private static let names = [
    "attention required", "access denied", "forbidden", "bad gateway", "unavailable", "error",
    "just a moment", "not found", "sign in", "log in", "login", "captcha", "maintenance",
    "too many requests", "blocked", "timed out", "timeout", "moved permanently", "redirect",
    "are you a robot", "security check",
  ]
}
