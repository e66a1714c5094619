import EndpointModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension IPAddress {
  /// The address of a socket; nil for sockets of other families. An IPv4-mapped IPv6 address
  /// becomes the IPv4 address, as that is where the connection goes.
  init?(_ address: UnsafePointer<sockaddr>) {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      let bits = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        UInt32(bigEndian: $0.pointee.sin_addr.s_addr)
      }
      self.init(family: .v4, number: UInt128(bits))
    case AF_INET6:
      let number = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
        withUnsafeBytes(of: address.pointee.sin6_addr) {
          $0.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        }
      }
      if number >> 32 == 0xFFFF {
        self.init(family: .v4, number: number & 0xFFFF_FFFF)
      } else {
        self.init(family: .v6, number: number)
      }
    default: return nil
    }
  }
}
