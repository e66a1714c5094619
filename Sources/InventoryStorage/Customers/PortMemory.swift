import EndpointModel
import InventoryModel

/// What the rows of an import have asked of customers' ports and uses, kept in step with what they
/// store: most rows need what the one before has just written.
final class PortMemory {
  private var assignments: [AssignmentKey: [StoredAssignment]] = [:]
  private var uses: [Pair: [Period]] = [:]
  /// Customers of whom nothing is stored but what is in here.
  private var newCustomers: Set<Int64> = []
  private var customersInUse: Set<Int64> = []

  /// A customer and a deployment, by their ids.
  private struct Pair: Hashable {
    let customer: Int64
    let deployment: Int64
  }

  /// Tells that a customer was stored a moment ago.
  func begin(_ customer: Int64) {
    newCustomers.insert(customer)
    customersInUse.insert(customer)
  }

  // MARK: Assignments

  /// Those of a key that count and are not empty, in order of time.
  ///
  /// - Parameter fetch: asks the file for them.
  func assignments(
    _ key: AssignmentKey, _ fetch: () throws -> [StoredAssignment]
  ) rethrows -> [StoredAssignment] {
    if let known = assignments[key] { return known }
    let stored = newCustomers.contains(key.customerID) ? [] : try fetch()
    assignments[key] = stored
    return stored
  }

  /// - Parameter new: one with a higher id than all others.
  func add(_ new: StoredAssignment, _ key: AssignmentKey) {
    guard let known = assignments.index(forKey: key) else { return }
    let from = new.assignment.period.from
    let last = assignments.values[known].lastIndex { $0.assignment.period.from <= from }
    assignments.values[known].insert(new, at: last.map { $0 + 1 } ?? 0)
  }

  /// - Parameter ended: one that has got its end; an empty one is left out from then on.
  func end(_ ended: StoredAssignment, _ key: AssignmentKey) {
    guard let place = assignments[key]?.firstIndex(where: { $0.id == ended.id }) else { return }
    if ended.assignment.period.isEmpty {
      assignments[key]?.remove(at: place)
    } else {
      assignments[key]?[place] = ended
    }
  }

  // MARK: Uses

  /// The periods in which a customer uses a deployment, as they are stored.
  func uses(
    _ customer: Int64, _ deployment: Int64, _ fetch: () throws -> [Period]
  ) rethrows -> [Period] {
    let pair = Pair(customer: customer, deployment: deployment)
    if let known = uses[pair] { return known }
    let stored = newCustomers.contains(customer) ? [] : try fetch()
    uses[pair] = stored
    return stored
  }

  /// - Parameter new: one in whose place another one may stand that begins at the same moment.
  func add(_ new: Period, _ customer: Int64, _ deployment: Int64) {
    let pair = Pair(customer: customer, deployment: deployment)
    guard let known = uses.index(forKey: pair) else { return }
    uses.values[known].removeAll { $0.from == new.from }
    uses.values[known].append(new)
  }

  /// Tells that uses of a deployment changed otherwise than by a new one.
  func forgetUses(_ customer: Int64, _ deployment: Int64) {
    // Of a new customer, too, the file has to be asked from now on.
    newCustomers.remove(customer)
    uses[Pair(customer: customer, deployment: deployment)] = nil
  }

  // MARK: Customers

  /// Whether a customer is known not to be archived.
  func isInUse(_ customer: Int64) -> Bool { customersInUse.contains(customer) }

  func noteInUse(_ customer: Int64) { customersInUse.insert(customer) }
}
