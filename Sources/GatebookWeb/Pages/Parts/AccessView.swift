import ChangeReporting
import EndpointModel
import GatebookService
import InventoryModel

/// Users and tokens, and the forms by which they are made, changed and revoked.
struct AccessView {
  private let question: Question

  init(_ question: Question) { self.question = question }

  private var zone: TimeZoneRules { question.zone }

  func html(_ users: [ServerUser], _ tokens: [ServerToken]) throws -> HTML {
    try HTML {
      Tag.section(.labelledBy("users")) {
        Tag.h2(.id("users")) { "Users" }
        if users.isEmpty { Tag.p { "Nobody may sign in." } }
        HTML.table("Users", ["Name", "Role", "Sees", "Since"]) {
          for user in users {
            HTML.row(
              HTML { Tag.a(.href(.user(user.name))) { user.name.text } },
              HTML(user.role.rawValue), HTML(user.scope.inWords),
              HTML.day(user.createdAt, zone))
          }
        }
      }
      try card("user-add", "Let somebody sign in", Link("access", "users"), button: "Add the user")
      {
        label("user-name", "Name to sign in with")
        Tag.input(
          .id("user-name"), .name("name"), .type("text"), .maxLength(200), .autocomplete("off"),
          .required)
        rights("user")
        password("user-password")
      }
      Tag.section(.labelledBy("tokens")) {
        Tag.h2(.id("tokens")) { "Tokens" }
        if tokens.isEmpty { Tag.p { "No program has a token." } }
        HTML.table("Tokens", ["Name", "Role", "For", "Since", "Until"]) {
          for token in tokens {
            HTML.row(
              HTML { Tag.a(.href(.token(token.name))) { token.name.text } },
              HTML(token.role.rawValue), HTML(token.scope.inWords),
              HTML.day(token.createdAt, zone), until(token))
          }
        }
      }
      try card("token-add", "Make a token", Link("access", "tokens"), button: "Make the token") {
        label("token-name", "Name, such as edge-firewall")
        Tag.input(
          .id("token-name"), .name("name"), .type("text"), .maxLength(200), .autocomplete("off"),
          .required)
        rights("token")
        label("expires", "Last day on which it holds (\(zone.name)); for ever if left empty")
        Tag.input(.id("expires"), .name("expires"), .type("date"))
      }
    }
  }

  func html(_ user: ServerUser) throws -> HTML {
    let isOwn = question.caller.session?.user == user.name
    return try HTML {
      back
      facts(user.role, user.scope, user.createdAt)
      if isOwn {
        Tag.p(.class("card")) {
          "That is you: another administrator can change what you may, or take it away."
        }
      } else {
        try card(
          "rights", "Another role", Link("access", "users", user.name.text), button: "Change"
        ) { rights("user", user.role, user.scope) }
      }
      try card(
        "password-set", "Another password", Link("access", "users", user.name.text, "password"),
        button: "Set the password"
      ) { password("password") }
      if !isOwn {
        try card(
          "remove", "Take away", Link("access", "users", user.name.text, "remove"),
          button: "Remove the user", refuses: true,
          about: "Who is signed in with the name is signed out at once."
        ) { HTML.none }
      }
    }
  }

  func html(_ token: ServerToken) throws -> HTML {
    try HTML {
      back
      facts(token.role, token.scope, token.createdAt, until: until(token))
      try card(
        "rights", "Another role", Link("access", "tokens", token.name.text), button: "Change"
      ) { rights("token", token.role, token.scope) }
      try card(
        "remove", "Revoke", Link("access", "tokens", token.name.text, "remove"),
        button: "Revoke the token", refuses: true,
        about: "Whoever asks with it is refused at once; a firewall keeps the lists that it has."
      ) { HTML.none }
    }
  }

  private var back: HTML { Tag.p { Tag.a(.href(Link("access"))) { "All users and tokens" } } }

  private func facts(
    _ role: ServerRole, _ scope: ServerScope, _ since: UTCTime, until: HTML? = nil
  ) -> HTML {
    Tag.dl {
      Tag.dt { "Role" }
      Tag.dd { role.rawValue }
      Tag.dt { "For" }
      Tag.dd { scope.inWords }
      Tag.dt { "Since" }
      Tag.dd { HTML.time(since, zone) }
      if let until {
        Tag.dt { "Until" }
        Tag.dd { until }
      }
    }
  }

  private func until(_ token: ServerToken) -> HTML {
    guard let expires = token.expiresAt else { return HTML("for ever") }
    return HTML {
      if !token.isValid(at: question.now) { Tag.strong { "expired " } }
      HTML.time(expires, zone)
    }
  }

  // MARK: Forms

  private func card(
    _ id: String, _ title: String, _ action: Link, button: String, refuses: Bool = false,
    about: String? = nil, @HTMLBuilder fields: () -> HTML
  ) throws -> HTML {
    try Tag.section(.class("card"), .labelledBy(id)) {
      Tag.h2(.id(id)) { title }
      if let about { Tag.p { about } }
      try Tag.form(.class("stacked"), .method("post"), .action(action)) {
        fields()
        HTML.note(id: "\(id)-note")
        try HTML.sent(by: question)
        Tag.div(.class("buttons")) {
          Tag.button(.type("submit"), refuses ? .class("refuses") : .none) { button }
        }
      }
    }
  }

  private func label(_ id: String, _ words: String) -> HTML {
    Tag.label(.labelFor(id)) { words }
  }

  private func password(_ id: String) -> HTML {
    HTML {
      label(
        id,
        "Password, of \(Password.lengths.lowerBound) to \(Password.lengths.upperBound) characters")
      Tag.input(
        .id(id), .name("password"), .type("password"), .maxLength(Password.lengths.upperBound),
        .autocomplete("new-password"), .required)
    }
  }

  /// - Parameter kind: what the identifiers of the fields begin with.
  private func rights(
    _ kind: String, _ role: ServerRole = .read, _ scope: ServerScope? = nil
  ) -> HTML {
    var (deployments, customers) = ("", "")
    if case .only(let some, let others)? = scope {
      deployments = some.sorted().map(\.description).joined(separator: " ")
      customers = others.sorted().map(\.text).joined(separator: " ")
    }
    return HTML {
      label("\(kind)-role", "Role")
      Tag.select(.id("\(kind)-role"), .name("role")) {
        for each in ServerRole.allCases {
          Tag.option(.value(each.rawValue), .selected.when(each == role)) { each.inWords }
        }
      }
      label("\(kind)-scope", "Sees")
      // Nothing is chosen beforehand: nobody sees everything because a field was passed over.
      Tag.select(.id("\(kind)-scope"), .name("scope"), .required) {
        if scope == nil { Tag.option(.value("")) { "Choose" } }
        Tag.option(.value("everything"), .selected.when(scope == .everything)) { "everything" }
        Tag.option(.value("named"), .selected.when(scope.map { $0 != .everything } ?? false)) {
          "only what is named below"
        }
      }
      label("\(kind)-deployments", "Deployments, such as vendor/name, with blanks between")
      Tag.input(
        .id("\(kind)-deployments"), .name("deployments"), .type("text"), .value(deployments),
        .autocomplete("off"))
      label("\(kind)-customers", "Customers, by their short names, with blanks between")
      Tag.input(
        .id("\(kind)-customers"), .name("customers"), .type("text"), .value(customers),
        .autocomplete("off"))
    }
  }
}

extension ServerRole {
  /// What it may, for who chooses it.
  fileprivate var inWords: String {
    switch self {
    case .read: "read: looks"
    case .desk: "desk: also keeps customers and their ports"
    case .approve:
      "approve: also decides about revisions and sources, and notes what firewalls have"
    case .administer: "administer: also decides who may what, and what counts in history"
    }
  }
}

/// A token that was made just now.
struct TokenView {
  private let name: GivenText
  private let token: String

  init(_ name: GivenText, _ token: String) {
    self.name = name
    self.token = token
  }

  var html: HTML {
    HTML {
      Tag.section(.class("card"), .role("status"), .labelledBy("made")) {
        Tag.h2(.id("made")) { "It is told only now" }
        Tag.p { Tag.code(.class("secret")) { token } }
        Tag.p {
          "The inventory keeps its SHA-256 and cannot tell it again. A program sends it as "
          Tag.code { "Authorization: Bearer …" }
          ", or as the password of Basic."
        }
      }
      Tag.p {
        Tag.a(.href(.token(name))) { "What it may" }
        ", "
        Tag.a(.href(Link("access"))) { "all users and tokens" }
      }
    }
  }
}
