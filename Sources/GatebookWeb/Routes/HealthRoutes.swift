import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// What a monitor asks.
extension Route {
  static let health: [Route] = [
    Route(fixed: "/health", "Tells that the server answers, whatever the inventory does.") {
      Answer(.object(["status": .string("ok")]))
    },
    Route("/ready", "Tells that the inventory can be read; status 503 otherwise.", .nothing) {
      _ = try $0.reader.deploymentNames()
      return Answer(.object(["status": .string("ready")]))
    },
    Route(
      "/metrics", "Gives sources, held revisions and polls of lists for Prometheus.",
      .role(.read, .everything), mediaType: Metrics.mediaType
    ) { question in
      let status = try Status(
        of: question.reader, at: question.now, in: question.zone,
        replication: question.site.replication(question.reader),
        missingBase: question.site.missingBase)
      let metrics = Metrics(
        status, current: try question.reader.deployments(), polls: question.site.listPolls,
        copyAge: question.site.copyAge(at: question.now), at: question.now)
      return Answer(Representation(Array(metrics.text.utf8), mediaType: Metrics.mediaType))
    }.always,
  ]
}
