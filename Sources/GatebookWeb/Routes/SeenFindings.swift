import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// What was found of what is typed, as far as who asks sees it.
struct SeenFindings {
  let deployments: [DeploymentName]
  let customers: [Customer]
  let occurrences: [ConcernedOccurrence]
  let assignments: [PortAssignment]

  /// - Parameter limit: how many of each kind.
  init(_ text: GivenText, _ question: Question, limit: Int) throws {
    // What is not seen is left out afterwards, so as much is looked for as there can be.
    let caller = question.caller
    let found = try Search(question.reader).find(
      text, most: caller.seesEverything ? limit : Int.max, at: question.now)
    deployments = Array(found.deployments.filter(caller.sees).prefix(limit))
    customers = Array(found.customers.filter { caller.sees($0.name) }.prefix(limit))
    occurrences = Array(
      found.occurrences.filter { caller.sees($0.occurrence.deployment) }.prefix(limit).map {
        ConcernedOccurrence($0.occurrence, $0.customers.filter(caller.sees))
      })
    assignments = Array(found.assignments.filter { caller.sees($0.customer) }.prefix(limit))
  }

  var count: Int {
    deployments.count + customers.count + occurrences.count + assignments.count
  }
}
