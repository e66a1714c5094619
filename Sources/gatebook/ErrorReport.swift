import ArgumentParser
import DocumentReading
import EndpointModel
import GatebookService
import InventoryStorage
import WebAccess

/// An error as its reader sees it: what and where, what to try next, and the
/// exit status. The one place where errors become statuses.
struct ErrorReport {
  let text: String
  let status: ExitStatus

  /// Nil for what ArgumentParser reports itself.
  init?(_ error: any Error) {
    switch error {
    case let error as ReadingError:
      self.init("\(error)", error.advice, .unreadableDocument)
    case let error as StrictReadingError:
      self.init("\(error)", "the same without --strict lists them", .unreadableDocument)
    case let error as SyncError:
      self.init("\(error)", error.advice, .unreadableDocument)
    case let error as AddressBatchError:
      self.init("\(error)", "mend the line, or put # before it", .unreadableDocument)
    case let error as ServiceError:
      self.init("\(error)", error.advice, .notFound)
    case let error as FetchError:
      self.init("\(error)", error.advice, .sourceUnreachable)
    case let error as SourceError:
      self.init("\(error)", error.advice, Self.status(of: error))
    case let error as InventoryError:
      self.init("\(error)", error.advice, Self.status(of: error))
    case let error as SettlementError:
      self.init("\(error)", error.advice, .badArguments)
    case let error as NameError:
      self.init("\(error)", error.advice, .badArguments)
    case let error as AssignmentError:
      self.init("\(error)", error.advice, .badArguments)
    case let error as SubscriptionError:
      self.init("\(error)", error.advice, Self.status(of: error))
    case let error as MailSettingsError:
      self.init("\(error)", error.advice, .newerInventory)
    case let error as SheetError:
      self.init("\(error)", "mend these lines and import the sheet again", .unreadableDocument)
    case let error as NoFreePortsError:
      self.init("\(error)", "look --within other ports, or for a smaller --size", .notFound)
    case let error as OutputError:
      self.init("\(error)", "check the disk or program that the output goes to", .cannotWrite)
    case let error as DemoError:
      self.init("\(error)", error.advice, .cannotWrite)
    case is ValidationError, is ExitCode, is CleanExit:
      return nil
    default:
      // ArgumentParser wraps what it throws in a type of its own.
      let isParserError = String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
      if isParserError { return nil }
      self.init("\(error)", "this is a defect of gatebook; please report it", .defect)
    }
  }

  private init(_ message: String, _ advice: String, _ status: ExitStatus) {
    text = "Error: \(message)\nTry: \(advice)\n"
    self.status = status
  }

  private static func status(of error: SourceError) -> ExitStatus {
    switch error {
    case .missing, .isFolder, .notAFile, .changing, .unreadable, .ahead, .git, .overlong: .notFound
    }
  }

  private static func status(of error: SubscriptionError) -> ExitStatus {
    switch error {
    case .unknownSubscription, .unknownNotice, .unknownService: .notFound
    case .exists, .ended, .delivered, .withdrawn: .badArguments
    }
  }

  private static func status(of error: InventoryError) -> ExitStatus {
    switch error {
    case .missing, .unknownDeployment, .unknownRevision, .unknownCustomer, .noSource, .renamed:
      .notFound
    case .notAnInventory, .unavailable, .damaged: .cannotWrite
    case .newer, .latestLiesAhead: .newerInventory
    case .busy, .overtaken: .busy
    case .unknownGroup, .olderThanLatest, .liesAhead, .customerExists, .deploymentExists,
      .cannotMerge, .archived:
      .badArguments
    case .defect: .defect
    }
  }
}
