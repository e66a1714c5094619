import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// Questions about where deployments' documents come from.
extension Route {
  static let sources: [Route] = [
    Route(
      "/api/v1/sources", "Lists the sources with their last success, change and failure.",
      .role(.read, .seen), Page.parameters
    ) { question in
      let all = try SourceHealth.all(in: question.reader, at: question.now).filter {
        question.caller.sees($0.source.deployment)
      }
      return try Page(question).answer(all, by: { $0.source.deployment.description }) {
        JSONText($0)
      }
    },
    Route(
      "/api/v1/deployments/{vendor}/{name}/source",
      "Gives the source of a deployment with its last success, change and failure.",
      .role(.read, .deployment)
    ) { question in
      Answer(JSONText(try question.source()), headers: [try question.seenHeader()])
    },
  ]
}

extension Question {
  /// The source of the deployment that the path names.
  ///
  /// - Throws: `InventoryError.noSource`, `.unknownDeployment`
  func source() throws -> SourceHealth {
    let name = try deployment()
    guard
      let found = try SourceHealth.all(in: reader, at: now).first(where: {
        $0.source.deployment == name
      })
    else {
      // Who is told that there is no source sees the deployment.
      _ = try reader.settings(of: name)
      throw InventoryError.noSource(name)
    }
    return found
  }
}
