#if Server
  import GatebookService
  import GatebookWeb
  import Synchronization

  /// The site that answers now: another one when another file takes the inventory's place.
  final class CurrentSite: Sendable {
    private let current: Mutex<Site>

    init(_ site: Site) { current = Mutex(site) }

    var site: Site { current.withLock { $0 } }

    /// Looks each second whether the file is another one, until it is cancelled.
    func follow() async {
      var complaint: String?
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(1))
        guard site.isReplaced else { continue }
        do {
          let other = try await Questions(threads: 1, waiting: 1).ask { [self] in
            try site.reopened()
          }
          // The one before is closed when its last answer is given.
          current.withLock { $0 = other }
          complaint = nil
          StandardError.write("gatebook-server: another inventory is taken up\n")
        } catch {
          // It may be on its way. Until it is whole, the one before answers.
          if complaint != "\(error)" {
            StandardError.write("gatebook-server: the new inventory is not taken up: \(error)\n")
          }
          complaint = "\(error)"
        }
      }
    }
  }
#endif
