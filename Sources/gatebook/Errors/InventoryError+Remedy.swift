import EndpointModel
import InventoryModel
import InventoryStorage

extension InventoryError: ReportedError {
  var remedy: String {
    switch self {
    case .missing: "`gatebook sync DEPLOYMENT FILE` creates it; or name another with --inventory"
    case .notAnInventory: "name another file with --inventory or $GATEBOOK_INVENTORY"
    case .newer: "use the gatebook that wrote it, or a newer one"
    case .busy, .overtaken: "try again when the other program is done"
    case .unavailable: "check the folder, its permissions and the free space"
    case .followed: "change the inventory that it is a copy of, on its own machine"
    case .fileExists(_, nil): "give another name, or --replace if it is an earlier backup"
    case .fileExists: "give another name"
    case .unknownGroup: "`getent group` lists them"
    case .damaged:
      "`gatebook restore BACKUP` puts a backup in its place; `sqlite3 FILE .recover` may save its rows"
    case .unknownDeployment: "`gatebook deployments` lists them"
    case .unknownRevision: "`gatebook log DEPLOYMENT` lists them"
    case .archived(let deployment, _):
      "`gatebook deployment archive \(deployment) --off` takes it into use again"
    case .noSource: "`gatebook source list` lists them, `source add` adds one"
    case .unknownCustomer: "`gatebook customer list` lists them, `customer add` adds one"
    case .customerExists: "`gatebook customer edit` changes its display name and contacts"
    case .latestLiesAhead(let latest, _):
      "check the clock; if that revision was recorded under a wrong time, "
        + "`gatebook void \(latest.deployment)@\(latest.number)` takes it out of history"
    case .liesAhead: "check the year; what is to become current later is not stored yet"
    case .renamed: "use that name"
    case .deploymentExists: "`gatebook deployment merge` hands what hangs on one to another"
    case .cannotMerge:
      "`gatebook customer show` tells its ports, `archive --off` takes one into use again"
    case .olderThanLatest: "give a --recorded-at that is not before it"
    case .defect: "this is a defect of gatebook; please report it with this message"
    }
  }

  var status: ExitStatus {
    switch self {
    case .missing, .unknownDeployment, .unknownRevision, .unknownCustomer, .noSource, .renamed:
      .notFound
    case .notAnInventory, .unavailable, .followed, .damaged: .cannotWrite
    case .newer, .latestLiesAhead: .newerInventory
    case .busy, .overtaken: .busy
    case .fileExists, .unknownGroup, .olderThanLatest, .liesAhead, .customerExists,
      .deploymentExists,
      .cannotMerge, .archived:
      .badArguments
    case .defect: .defect
    }
  }
}
