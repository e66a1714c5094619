#if Server
  import MemorySettings

  /// What the server has freed goes back to the system while it waits.
  enum FreedMemory {
    /// Long enough that the time it takes, some milliseconds, does not count.
    private static let interval = Duration.seconds(20)

    /// Gives it back again and again, until the task is cancelled.
    static func giveBack() -> Task<Void, Never> {
      memory_settings_give_back()
      return Task {
        while (try? await Task.sleep(for: interval)) != nil { memory_settings_trim() }
      }
    }
  }
#endif
