/// Rules for packets that come out of tunnels of IPsec, or go into them: whose those are, their ends tell,
/// and no document of a vendor.
enum ReadTunnels {
  static let note = "what passes through tunnels of IPsec, which rules let pass"
}
