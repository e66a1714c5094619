import ArgumentParser
import InventoryStorage

/// What a shell offers for names that the inventory knows.
extension CompletionKind {
  static var deployments: CompletionKind {
    names { try $0.deploymentsInUse().map(\.description) }
  }

  static var customers: CompletionKind { names { try $0.customers().map(\.name.text) } }

  static var firewalls: CompletionKind { names { try $0.firewalls().map(\.name.text) } }

  /// Names from the inventory that the command line means so far; none if it cannot be read.
  private static func names(
    _ find: @escaping @Sendable (InventoryReader) throws -> [String]
  ) -> CompletionKind {
    .custom { words, _, beginning in
      let option = words.firstIndex(of: "--inventory").map { words.index(after: $0) }
      let given = option.flatMap { $0 < words.endIndex ? words[$0] : nil }
      var inventory = InventoryOption()
      inventory.inventory = given
      let found = try? inventory.reading(Program.current(), find)
      return found?.filter { $0.hasPrefix(beginning) } ?? []
    }
  }
}
