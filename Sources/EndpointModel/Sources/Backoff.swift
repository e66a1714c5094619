/// How long to wait after failures before the next attempt.
enum Backoff {
  private static let limit = 6 * 3600

  /// As long as the other side asks, else twice as long after each failure from a minute on;
  /// at most six hours, so that one answer blinds nobody for longer.
  static func seconds(failures: Int, retryAfter: Int?) -> Int {
    if let retryAfter { return min(max(retryAfter, 0), limit) }
    return min(60 << min(max(failures - 1, 0), 9), limit)
  }
}
