import EndpointModel
import InventoryModel

/// A place of this site: it can lead nowhere else, whatever the names in it are.
///
/// ```swift
/// Link("customers", "a b", query: [("asOf", "2026-01-31")]).text  // /customers/a%20b?asOf=2026-01-31
/// ```
struct Link: Sendable {
  let text: String

  /// - Parameters:
  ///   - segments: the parts of the path, not encoded; none for the first page.
  ///   - fragment: the identifier of an element on it.
  init(_ segments: String..., query: [(String, String)] = [], fragment: String? = nil) {
    var text = "/" + segments.map { $0.percentEncoded(keeping: "") }.joined(separator: "/")
    for (i, item) in query.enumerated() {
      text += i == 0 ? "?" : "&"
      text += item.0.percentEncoded(keeping: "/") + "=" + item.1.percentEncoded(keeping: "/@:")
    }
    self.text = text + (fragment.map { "#" + $0.percentEncoded(keeping: "") } ?? "")
  }

  /// A place that a request names; the first page if it does not lie on this site.
  init(local text: String) {
    let isLocal =
      text.hasPrefix("/") && !text.hasPrefix("//")
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
    self.text = isLocal ? text : "/"
  }

  /// An element of the same page.
  init(fragment: StaticString) { text = "#\(fragment)" }

  static func deployment(_ name: DeploymentName) -> Link {
    Link("deployments", name.vendor, name.name)
  }

  static func revision(_ name: DeploymentName, _ number: Int) -> Link {
    Link("deployments", name.vendor, name.name, "revisions", "\(number)")
  }

  /// Where a document of a deployment is sent.
  static func document(_ name: DeploymentName) -> Link {
    Link("deployments", name.vendor, name.name, "document")
  }

  /// Where a document is taken whose effect was shown.
  static func shownDocument(_ name: DeploymentName) -> Link {
    Link("deployments", name.vendor, name.name, "document", "shown")
  }

  /// Where a revision is taken out of history.
  static func void(_ name: DeploymentName, _ number: Int) -> Link {
    Link("deployments", name.vendor, name.name, "revisions", "\(number)", "void")
  }

  /// Where a deployment gets another name, or goes out of use.
  static func use(of name: DeploymentName) -> Link {
    Link("deployments", name.vendor, name.name, "use")
  }

  /// Where a customer gets another name, or goes out of use.
  static func use(of name: CustomerName) -> Link { Link("customers", name.text, "use") }

  static func customer(_ name: CustomerName) -> Link { Link("customers", name.text) }

  /// Where a customer's ports are ended.
  static func portsEnd(_ name: CustomerName) -> Link {
    Link("customers", name.text, "ports", "end")
  }

  /// Where it is told what was noted wrongly of a customer's ports.
  static func portsCorrection(of wrong: PortAssignment) -> Link {
    Link(
      "customers", wrong.customer.text, "ports", "correct",
      query: [
        ("deployment", wrong.deployment.description), ("role", wrong.role.rawValue),
        ("held", wrong.period.from.description),
        ("wrong", "\(wrong.transport.rawValue)/\(wrong.ports)"),
      ])
  }

  /// How reading a deployment's source goes.
  static func source(of name: DeploymentName) -> Link {
    Link("deployments", name.vendor, name.name, "source")
  }

  /// How a deployment's document is read.
  static func layout(of name: DeploymentName) -> Link {
    Link("deployments", name.vendor, name.name, "layout")
  }

  static func user(_ name: GivenText, done: String? = nil) -> Link {
    Link("access", "users", name.text, query: done.map { [("done", $0)] } ?? [])
  }

  static func token(_ name: GivenText, done: String? = nil) -> Link {
    Link("access", "tokens", name.text, query: done.map { [("done", $0)] } ?? [])
  }

  /// Where it is compared what a device has.
  static func check(of name: FirewallName) -> Link { Link("firewalls", name.text, "check") }

  static func firewall(_ name: FirewallName) -> Link { Link("firewalls", name.text) }
}
