/// How long to wait after failures before the next attempt.
enum Backoff {
  /// As long as the other side asks, at most a week; else twice as long after each
  /// failure, from a minute up to six hours.
  static func seconds(failures: Int, retryAfter: Int?) -> Int {
    if let retryAfter { return min(max(retryAfter, 0), 7 * 86_400) }
    return min(60 << min(max(failures - 1, 0), 9), 6 * 3600)
  }
}
