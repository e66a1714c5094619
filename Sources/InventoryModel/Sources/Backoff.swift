/// How long to wait after failures before the next attempt.
public enum Backoff {
  private static let limit = 6 * 3600

  /// In seconds: as long as the other side asks, else a minute, doubled after each further failure;
  /// at most six hours, so that one answer cannot stop the attempts for longer.
  public static func seconds(failures: Int, retryAfter: Int?) -> Int {
    if let retryAfter { return min(max(retryAfter, 0), limit) }
    return min(60 << min(max(failures - 1, 0), 9), limit)
  }
}
