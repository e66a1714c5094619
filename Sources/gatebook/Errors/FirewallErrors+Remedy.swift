import FirewallExport
import GatebookService
import InventoryModel
import InventoryStorage

extension FirewallError: ReportedError {
  var remedy: String {
    switch self {
    case .unknownFirewall: "`gatebook firewall list` lists them, `firewall add` adds one"
    case .firewallExists(let name): "`gatebook firewall set \(name)` changes it"
    case .unknownPolicy(let name, _, _): "`gatebook firewall show \(name)` tells what was applied"
    case .nothingWritten(let name, nil): "`gatebook firewall write \(name)` writes it"
    case .nothingWritten(let name, let list?):
      "`gatebook firewall write \(name) --list \(list)` writes it"
    }
  }

  var status: ExitStatus {
    switch self {
    case .unknownFirewall, .unknownPolicy, .nothingWritten: .notFound
    case .firewallExists: .badArguments
    }
  }
}

extension FirewallPolicyError: ReportedError {
  var remedy: String {
    switch self {
    case .empty(let allowance):
      "`gatebook show \(allowance.deployment)` tells its services; an empty list is never written"
    case .notUsed(let allowance):
      "`gatebook customer share` or `customer assign` begins its use of \(allowance.deployment)"
    case .outOfUse:
      "take it out by `gatebook firewall set`, or take the customer back by `customer restore`"
    }
  }

  var status: ExitStatus { .notFound }
}

extension FirewallChangeError: ReportedError {
  var remedy: String {
    switch self {
    case .unknownTarget: "`gatebook firewall targets` lists them"
    case .nothingApplied(let name):
      "write it whole, load it, and note that by `gatebook firewall applied \(name)`"
    case .isAdopted(let name), .isOfAnotherForm(let name):
      "write it whole, load it, and note that by `gatebook firewall applied \(name)`"
    case .otherBase(let name, _, _):
      "do not load the file: write the change again by `gatebook firewall write \(name) --delta`"
    case .whichRevision: "say which was loaded by --revision"
    case .nothingBefore: "there is nothing to go back to"
    case .neverApplied(let name, _, _): "`gatebook firewall show \(name)` tells what it had when"
    case .whichList: "name one by --list"
    case .hasNoLists: "leave out --list"
    case .emptiesList:
      "remove the device's rule for it, or let --any-change write it without an entry"
    case .changesTooMuch: "see `gatebook firewall plan`; --any-change lets it pass"
    case .notExpressed: "without --strict it is written with what can be said"
    }
  }

  var status: ExitStatus {
    switch self {
    case .unknownTarget, .whichList, .hasNoLists, .whichRevision: .badArguments
    case .nothingApplied, .otherBase, .isAdopted, .isOfAnotherForm, .nothingBefore,
      .neverApplied:
      .notFound
    case .changesTooMuch, .emptiesList: .held
    case .notExpressed: .writtenInPart
    }
  }
}

extension FirewallFileError: ReportedError {
  var remedy: String {
    switch self {
    case .tooLarge: "`firewall set --aggregate` joins neighbours; or raise the limit by --setting"
    case .sameName: "let the firewall allow one of the two deployments or services only"
    case .noDelta: "write it whole"
    }
  }

  var status: ExitStatus { .badArguments }
}

extension FirewallReadingError: ReportedError {
  var remedy: String { "give what the device lists; `firewall check --help` tells how" }
  var status: ExitStatus { .unreadableDocument }
}

extension FirewallAdoptionError: ReportedError {
  var remedy: String {
    switch self {
    case .notUnderstood: "`gatebook firewall check` tells all that was not understood"
    case .allowsNothing:
      "see the settings by `gatebook firewall show`; a plan begins with nothing without adopting it"
    }
  }

  var status: ExitStatus { .unreadableDocument }
}
