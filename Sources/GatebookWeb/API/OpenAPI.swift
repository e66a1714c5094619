import ChangeReporting

/// The text of the API (OpenAPI 3.1), made from the routes.
struct OpenAPI {
  private let routes: [Route]

  init(_ routes: [Route]) { self.routes = routes }

  var json: JSONText {
    var paths: JSONText.Members = [:]
    for (path, routes) in Dictionary(grouping: routes, by: \.path) {
      var operations: JSONText.Members = [:]
      for route in routes {
        operations.add(route.method.rawValue.lowercased(), operation(route))
      }
      paths.add(path, .object(operations))
    }
    return .object([
      "openapi": "3.1.0",
      "info": .object([
        "title": "Gatebook",
        "summary": "A versioned inventory of the endpoints that firewalls must allow.",
        "version": "1",
      ]),
      "paths": .object(paths),
      "components": .object([
        "securitySchemes": .object([
          "token": .object(["type": "http", "scheme": "bearer"]),
          "password": .object([
            "type": "http", "scheme": "basic", "description": "With the token as the password.",
          ]),
        ]),
        "responses": .object([
          "Problem": .object([
            "description": "Why there is no answer (RFC 9457).",
            "content": .object([
              "application/problem+json": .object(["schema": Self.problem])
            ]),
          ])
        ]),
      ]),
    ])
  }

  private static var problem: JSONText {
    .object([
      "type": "object",
      "required": .array(["type", "title", "status", "detail"]),
      "properties": .object([
        "type": .object(["type": "string"]), "title": .object(["type": "string"]),
        "status": .object(["type": "integer"]), "detail": .object(["type": "string"]),
      ]),
    ])
  }

  private func operation(_ route: Route) -> JSONText {
    let isJSON = route.mediaType.hasSuffix("json")
    var members: JSONText.Members = [
      "operationId": .string(
        (route.method == .get ? "" : route.method.rawValue + " ") + route.path),
      "summary": .string(route.summary),
      "parameters": .array(
        route.pathNames.map(Self.parameter(inPath:))
          + (route.method == .get ? route.parameters.map(Self.parameter) : [])),
      "responses": .object([
        "200": .object([
          "description": .string(route.summary),
          "content": .object([
            route.mediaType: .object([
              "schema": isJSON ? .object([:]) : .object(["type": "string"])
            ])
          ]),
        ]),
        "304": .object(["description": "It is what the other side has already."]),
        "default": .object(["$ref": "#/components/responses/Problem"]),
      ]),
    ]
    if route.method == .post { members.add("requestBody", Self.form(route.parameters)) }
    switch route.need {
    case .nothing: members.add("security", .array([]))
    case .list:
      members.add(
        "security",
        .array([
          .object([:]), .object(["token": .array([])]), .object(["password": .array([])]),
        ]))
    case .role(let role, _):
      members.add(
        "security",
        .array([.object(["token": .array([])]), .object(["password": .array([])])]))
      members.add("x-gatebook-role", .string(role.rawValue))
    }
    return .object(members)
  }

  private static func parameter(inPath name: String) -> JSONText {
    .object([
      "name": .string(name), "in": "path", "required": .bool(true),
      "schema": .object(["type": "string"]),
    ])
  }

  private static func form(_ fields: [Route.Parameter]) -> JSONText {
    var properties: JSONText.Members = [:]
    for field in fields {
      var schema = Self.schema(field)
      schema.add("description", .string(field.summary))
      properties.add(field.name, .object(schema))
    }
    let schema: JSONText = .object([
      "type": "object", "properties": .object(properties),
      "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
    ])
    var content: JSONText.Members = [WebForm.fieldsType: .object(["schema": schema])]
    if fields.contains(where: \.isFile) {
      content.add(WebForm.filesType, .object(["schema": schema]))
    }
    return .object(["required": .bool(true), "content": .object(content)])
  }

  private static func schema(_ parameter: Route.Parameter) -> JSONText.Members {
    var schema: JSONText.Members = ["type": parameter.isNumber ? "integer" : "string"]
    if !parameter.words.isEmpty {
      schema.add("enum", .array(parameter.words.map { .string($0) }))
    }
    return schema
  }

  private static func parameter(_ parameter: Route.Parameter) -> JSONText {
    let schema = Self.schema(parameter)
    return .object([
      "name": .string(parameter.name), "in": "query",
      "description": .string(parameter.summary), "required": .bool(parameter.isRequired),
      "schema": parameter.isRepeated
        ? .object(["type": "array", "items": .object(schema)]) : .object(schema),
    ])
  }
}

extension Route {
  /// Every path that is answered.
  static let all = api + pages + assets + pageOrders

  /// What is for people.
  static let pages =
    searchPages + todayPages + deploymentPages + revisionPages + customerPages + firewallPages
    + deadlinePages + sourcePages + accessPages
    + auditPages + changesPages
    + (layoutPages + firewallCheckPages + voidPages + documentPages + portEndPages
    + portCorrectionPages + sheetPages + signInPages
    + usePages)
    .filter { $0.method == .get }

  /// What is done for people.
  static let pageOrders =
    decisionPages + portPages + applicationPages + sourceOrderPages + accessOrderPages
    + (layoutPages + firewallCheckPages + voidPages + documentPages + portEndPages
    + portCorrectionPages + sheetPages + signInPages
    + usePages)
    .filter { $0.method == .post }

  /// What is for programs.
  static let api: [Route] = {
    let answered =
      lists + health + deployments + sources + layouts + customers + firewalls + access
      + microsoft365 + feeds + calendars
      + changes
      + decisionOrders + voidOrders + documentOrders + portOrders + portEndOrders
      + portCorrectionOrders + sheetOrders + applicationOrders + useOrders + sourceOrders
      + accessOrders + layoutOrders + firewallCheckOrders
    let path = "/api/v1/openapi.json"
    let summary = "Gives this text of the API."
    // It names itself, too.
    let itself = Route(fixed: path, summary) { Answer(.null) }
    let text = OpenAPI(answered + [itself]).json
    return answered + [Route(fixed: path, summary) { Answer(text) }]
  }()
}
