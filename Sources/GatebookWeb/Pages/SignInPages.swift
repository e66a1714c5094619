import EndpointModel
import GatebookService
import InventoryModel

/// Signing in and out.
extension Route {
  static let signInPages: [Route] = [
    Route(
      page: "/sign-in", "Asks for a name and a password.", .nothing,
      [Parameter("next", "Where to go then.")]
    ) { question in
      let isFirst = try question.reader.users().isEmpty
      return try PageFrame.answer(question, "Sign in") {
        if isFirst {
          Tag.p(.class("card warns")) {
            "Nobody may sign in yet. Whoever runs the server lets somebody, on its machine: "
            Tag.code { "gatebook user add NAME --role administer" }
            "."
          }
        }
        SignInForm(next: try question.one("next") ?? "/").html
      }
    },
    Route(
      doing: "/sign-in", "Begins a session.", .nothing,
      [
        Parameter("name", "The user's name.", isRequired: true),
        Parameter("password", "The password.", isRequired: true),
        Parameter("next", "Where to go then."),
      ], mediaType: PageFrame.mediaType
    ) { order in
      let name = try order.one("name") ?? ""
      let password = try order.one("password") ?? ""
      let next = try order.one("next") ?? "/"
      switch try order.site.signIn(name, password, from: order.request.client) {
      case .signedIn(let cookie): return .redirection(to: Link(local: next), headers: [cookie])
      case .wrong:
        return PageFrame.answer(order, "Sign in", status: 403) {
          Tag.p(.class("card closes"), .role("alert")) {
            "There is no such user with this password."
          }
          SignInForm(next: next, name: name).html
        }
      case .tooMany:
        throw Problem(
          429, "too-many-tries",
          "too many wrong passwords were tried; try again in a quarter of an hour")
      }
    },
    Route(
      doing: "/sign-out", "Ends a session.", .nothing, [], mediaType: PageFrame.mediaType
    ) { order in
      .redirection(to: Link("sign-in"), headers: [order.site.signOut(order.request)])
    },
  ]
}

private struct SignInForm {
  let next: String
  var name = ""

  var html: HTML {
    Tag.form(.class("stacked"), .method("post"), .action(Link("sign-in"))) {
      Tag.label(.labelFor("name")) { "Name" }
      Tag.input(
        .id("name"), .name("name"), .type("text"), .value(name), .maxLength(200),
        .autocomplete("username"), .required)
      Tag.label(.labelFor("password")) { "Password" }
      Tag.input(
        .id("password"), .name("password"), .type("password"), .maxLength(200),
        .autocomplete("current-password"), .required)
      Tag.input(.type("hidden"), .name("next"), .value(next))
      Tag.button(.type("submit")) { "Sign in" }
    }
  }
}
