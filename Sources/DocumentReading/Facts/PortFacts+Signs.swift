import EndpointModel

extension [Token] {
  /// With the usual signs where ports and protocols are tied by others: "80:tcp" is "80/tcp", "TCP=80" and
  /// "TCP no. 80" are "TCP: 80", and the 6 of "6 (TCP) 443" is the number of the protocol itself.
  var withUsualSigns: [Token] {
    var out = self
    for place in indices.dropFirst() where place + 1 < count {
      let (before, token, next) = (self[place - 1], self[place], self[place + 1])
      if token.isSign(":"), before.isNumber, next.transport != nil, !token.isApart, !next.isApart {
        out[place] = token.asSign("/")
      } else if token.isSign("="), before.transport != nil, next.isNumber {
        out[place] = token.asSign(":")
      } else if before.transport != nil, ["no", "nr", "nos", "num", "№"].contains(token.lower) {
        let number = next.isSign(".") ? place + 2 : place + 1
        guard number < count, self[number].isNumber else { continue }
        for sign in place..<number { out[sign] = self[sign].asSign(":") }
      } else if token.isSign("("), let number = before.number, place + 3 < count,
        next.transport.map({ $0 == IPProtocol(number: UInt8(clamping: number)) }) ?? false,
        number < 255, self[place + 2].isSign(")"), self[place + 3].isNumber
      {
        out[place - 1] = before.asSign(";")
      }
    }
    return out
  }
}

extension Token {
  fileprivate func asSign(_ sign: Character) -> Token {
    Token(.sign(sign), text, line: line, isApart: isApart)
  }
}
