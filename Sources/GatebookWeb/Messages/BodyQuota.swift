import Synchronization

/// How much memory bodies may take that are on their way, each kind for itself: documents that come
/// slowly close no sign-in and no approval.
///
/// ```swift
/// let quota = BodyQuota()
/// guard let place = quota.begin(announced: 300, most: Site.smallForm) else { return overload }
/// defer { quota.end(place) }
/// ```
public final class BodyQuota: Sendable {
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// A form that is taken before it is known who sends it.
    case small
    /// A sheet or a document, of who may send it.
    case long
    /// What is read and thrown away, so that a refusal is heard.
    case refused

    /// In bytes: 256 forms of the longest, four documents, 64 that are refused.
    var most: Int {
      switch self {
      case .small: 4 << 20
      case .long: 32 << 20
      case .refused: 4 << 20
      }
    }
  }

  /// What one body has taken, to be given back.
  public struct Place: Hashable, Sendable {
    public let kind: Kind
    public let bytes: Int
  }

  /// So much is read of a body that is refused, in bytes.
  public static let mostRefused = 64 << 10
  /// For so long, in seconds.
  public static let refusedSeconds = 2

  private let taken = Mutex<[Kind: Int]>([:])

  public init() {}

  /// Takes the place of a body that its route takes.
  ///
  /// - Parameters:
  ///   - announced: its `Content-Length`; nil where it is not given, and all may come.
  ///   - most: what its route allows, in bytes.
  /// - Returns: nil if there is no room.
  public func begin(announced: Int?, most: Int) -> Place? {
    begin(
      Place(
        kind: most > Site.smallForm ? .long : .small,
        bytes: min(max(announced ?? most, 0), most)))
  }

  /// Takes the place of a body that is refused; nil if there is no room, and it is not read at all.
  public func beginRefused() -> Place? {
    begin(Place(kind: .refused, bytes: Self.mostRefused))
  }

  private func begin(_ place: Place) -> Place? {
    taken.withLock { taken in
      let sum = taken[place.kind, default: 0] + place.bytes
      if sum > place.kind.most { return nil }
      taken[place.kind] = sum
      return place
    }
  }

  public func end(_ place: Place) {
    taken.withLock { $0[place.kind, default: 0] -= place.bytes }
  }
}
