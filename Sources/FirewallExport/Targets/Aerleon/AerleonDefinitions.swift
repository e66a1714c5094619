import EndpointModel

/// Networks and services by their tokens (https://aerleon.readthedocs.io/en/latest/reference/yaml_reference/).
struct AerleonDefinitions {
  struct Network {
    var addresses: [AddressRange] = []
    var names: [HostName] = []
  }

  /// Ports by the names of protocols.
  typealias Service = [String: [ClosedRange<UInt16>]]

  /// Why a token has no value: a clause with its line.
  struct Failure: Error {
    let line: Int
    let reason: String
  }

  private let networks: ConfigurationMap
  private let services: ConfigurationMap

  init(networks: ConfigurationMap?, services: ConfigurationMap?) {
    self.networks = networks ?? ConfigurationMap()
    self.services = services ?? ConfigurationMap()
  }

  /// All that a network holds, with the networks that it names; each is looked at once, so that
  /// one may name itself.
  func network(_ token: String, at line: Int) throws(Failure) -> Network {
    var network = Network()
    for value in try values(token, networks, \.networkValues, at: line) {
      if let text = (value["address"] ?? value["ip"])?.text {
        // Bits after the prefix are an error in Aerleon.
        guard let range = EndpointAddress(text)?.range else {
          throw Failure(line: value.line, reason: "it is not an address")
        }
        network.addresses.append(range)
      } else if let text = value["fqdn"]?.text, let name = try? HostName(parsing: text) {
        network.names.append(name)
      } else {
        throw Failure(line: value.line, reason: "it is neither an address nor a name nor a token")
      }
    }
    return network
  }

  func service(_ token: String, at line: Int) throws(Failure) -> Service {
    var service: Service = [:]
    for value in try values(token, services, \.elements, at: line) {
      guard let name = value["protocol"]?.text, let text = value["port"]?.text,
        !text.contains(","), let ports = PortSet(text)
      else { throw Failure(line: value.line, reason: "it is not a port with its protocol") }
      service[name.lowercased(), default: []] += ports.ranges
    }
    return service
  }

  /// The values of a token and of all the tokens that are among them.
  private func values(
    _ token: String, _ definitions: ConfigurationMap,
    _ list: KeyPath<ConfigurationNode, [ConfigurationNode]?>, at line: Int
  ) throws(Failure) -> [ConfigurationNode] {
    var out: [ConfigurationNode] = []
    var seen: Set<String> = [token]
    var waiting = [(token, line)]
    while let (token, line) = waiting.popLast() {
      let shown = token.asComment(limit: 60)
      guard let definition = definitions[token] else {
        throw Failure(line: line, reason: "the token \(shown) is not defined in this file")
      }
      guard let values = definition[keyPath: list], !values.isEmpty else {
        throw Failure(line: definition.line, reason: "the token \(shown) has no list of values")
      }
      for value in values {
        if let other = value.text ?? value["name"]?.text {
          if seen.insert(other).inserted { waiting.append((other, value.line)) }
        } else {
          out.append(value)
        }
      }
    }
    return out
  }
}

extension ConfigurationNode {
  fileprivate var networkValues: [ConfigurationNode]? { self["values"]?.elements }
}
