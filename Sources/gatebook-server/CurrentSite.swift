#if Server
  import GatebookService
  import GatebookWeb
  import Synchronization

  /// The site that answers now: another one when another file takes the inventory's place.
  final class CurrentSite: Sendable {
    private let current: Mutex<Site>
    /// Of a copy of what is kept elsewhere; nil for the inventory itself.
    private let follower: Follower?

    init(_ site: Site, _ follower: Follower? = nil) {
      current = Mutex(site)
      self.follower = follower
    }

    var site: Site { current.withLock { $0 } }

    /// A site of what is there now; nil if that is the one that answers.
    private func newer() throws -> Site? {
      site.checkStanding()
      if let follower { return try follower.next().map { try site.following($0) } }
      guard site.isReplaced else {
        try site.catchUp()
        return nil
      }
      let other = try site.reopened()
      other.checkStanding()
      return other
    }

    /// Looks each second whether the inventory is another one, until it is cancelled.
    func follow() async {
      var complaint: String?
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(1))
        do {
          let found = try await Questions(threads: 1, waiting: 1).ask { [self] in try newer() }
          guard let other = found else { continue }
          // The one before is closed when its last answer is given.
          current.withLock { $0 = other }
          complaint = nil
          if follower == nil {
            StandardError.write("gatebook-server: another inventory is taken up\n")
          }
        } catch {
          // It may be on its way. Until it is whole, the one before answers.
          if complaint != "\(error)" {
            StandardError.write("gatebook-server: given as it was: \(error)\n")
          }
          complaint = "\(error)"
        }
      }
    }
  }
#endif
