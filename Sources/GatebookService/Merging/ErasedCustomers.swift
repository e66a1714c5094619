import EndpointModel
import InventoryModel

/// Finds customers that were erased in one of two inventories: their names are gone, and only when
/// and by whom they were added is left.
struct ErasedCustomers {
  private let erasedHere: [Moment: [CustomerName]]
  private let erasedThere: Set<CustomerName>
  private let addedHere: [Moment: [CustomerName]]
  private let addedThere: [CustomerName: Moment]

  /// When somebody added a customer. Of a sheet, all have the same.
  private struct Moment: Hashable {
    let time: UTCTime
    let author: Author
  }

  init(_ ours: [AuditEntry], _ theirs: [AuditEntry]) {
    let erased = Set(ours.filter { $0.action == .customerErased }.compactMap(\.customer))
    erasedThere = Set(theirs.filter { $0.action == .customerErased }.compactMap(\.customer))
    let added = ours.filter { $0.action == .customerAdded }.compactMap { entry in
      entry.customer.map { (Moment(time: entry.act.time, author: entry.act.author), $0) }
    }
    erasedHere = Dictionary(grouping: added.filter { erased.contains($0.1) }, by: \.0)
      .mapValues { $0.map(\.1) }
    addedHere = Dictionary(grouping: added.filter { !erased.contains($0.1) }, by: \.0)
      .mapValues { $0.map(\.1) }
    addedThere = Dictionary(
      theirs.filter { $0.action == .customerAdded }.compactMap { entry in
        entry.customer.map { ($0, Moment(time: entry.act.time, author: entry.act.author)) }
      }, uniquingKeysWith: { first, _ in first })
  }

  func isErasedThere(_ theirName: CustomerName) -> Bool { erasedThere.contains(theirName) }

  /// The one here that was erased there; nil if that is not known, or it is erased here, too.
  func here(_ theirName: CustomerName) -> CustomerName? {
    guard let moment = addedThere[theirName], let here = addedHere[moment], here.count == 1
    else { return nil }
    return here[0]
  }

  /// What is left here of one that is not erased there; nil if it was not erased here.
  func nameHere(_ theirName: CustomerName) -> CustomerName? {
    addedThere[theirName].flatMap { erasedHere[$0]?.first }
  }
}
