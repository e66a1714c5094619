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
    case .siteCopy: "name the inventory by its address, postgresql://…"
    case .notBuilt: "swift build -c release --traits PostgreSQL, where libpq-dev is installed"
    case .unreachable:
      "check the server, the network and the address; what this site knew last is in its copy, which "
        + "`gatebook-server` gives with its age"
    case .refused: "check the user's rights and the server's log"
    case .notDurable(_, "fsync = off"):
      "set fsync = on in the server's configuration, reload it, and run CHECKPOINT; what was stored "
        + "before may be lost or damaged by a failure of power"
    case .notDurable:
      "set synchronous_commit = on in the server, or `ALTER ROLE … SET synchronous_commit = on`"
    case .holdsInventory: "name another database, or --replace if its inventory is to give place"
    case .notStored: "run it again"
    case .outcomeUnknown:
      "when the server can be reached, `gatebook audit` and `gatebook log` tell whether it is stored"
    case .logDamaged:
      "restore the database from a backup, or `gatebook copy` this site's copy into a new one"
    case .parted(_, let copy, _):
      "move that copy away, and the log counts; `gatebook merge-inventory \(copy)` from where it then "
        + "is brings in what was lost"
    case .copyRenewed: "run it again"
    case .copyBehind:
      "check the folder, its permissions and the free space; nothing has to be repeated"
    case .needsFile:
      "PostgreSQL has its own replication; gatebook copies to a file with `gatebook copy`"
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
    case .notAnInventory, .unavailable, .followed, .damaged, .siteCopy, .refused, .logDamaged,
      .parted,
      .copyBehind:
      .cannotWrite
    case .newer, .latestLiesAhead, .notBuilt, .notDurable: .newerInventory
    case .unreachable: .sourceUnreachable
    case .busy, .overtaken, .notStored, .outcomeUnknown, .copyRenewed: .busy
    case .fileExists, .holdsInventory, .needsFile, .unknownGroup, .olderThanLatest, .liesAhead,
      .customerExists,
      .deploymentExists,
      .cannotMerge, .archived:
      .badArguments
    case .defect: .defect
    }
  }
}
