import EndpointModel

extension [Token] {
  /// With the usual signs where ports and protocols are tied by others: "80:tcp" is "80/tcp", "TCP=80" and
  /// "TCP no. 80" are "TCP: 80", and the 6 of "6 (TCP) 443" is the number of the protocol itself.
  var withUsualSigns: [Token] {
    var out = self
    for place in indices.dropFirst().dropLast() {
      // By their places: a copy of each token would cost more than all else here.
      if self[place].isSign(":") {
        guard self[place - 1].isNumber, self[place + 1].transport != nil, !self[place].isApart,
          !self[place + 1].isApart || endsPair(behind: place + 1)
        else { continue }
        out[place] = self[place].asSign("/")
      } else if self[place].isSign("=") {
        guard self[place - 1].transport != nil, self[place + 1].isNumber else { continue }
        out[place] = self[place].asSign(":")
      } else if self[place].isSign("(") {
        if isProtocolNumber(before: place) { out[place - 1] = self[place - 1].asSign(";") }
      } else if self[place - 1].transport != nil, numberWords.contains(self[place].lower) {
        let number = self[place + 1].isSign(".") ? place + 2 : place + 1
        guard number < count, self[number].isNumber else { continue }
        for sign in place..<number { out[sign] = self[sign].asSign(":") }
      }
    }
    return out
  }

  /// "443: tcp, 53: udp": whether the protocol is the last of what belongs to the number before it.
  private func endsPair(behind transport: Int) -> Bool {
    guard transport + 1 < count else { return true }
    let next = self[transport + 1]
    // "80: tcp, 443": the second has none.
    if next.isSign(","), transport + 2 < count, self[transport + 2].isNumber,
      transport + 3 >= count || !self[transport + 3].isSign(":")
    {
      return false
    }
    return next.isSign(",") || next.isSign(";") || next.isSign(")") || next.isLineEnd
      || next.isWord && next.transport == nil
  }

  /// "6 (TCP) 443", "17 (UDP) / 500", at the bracket.
  private func isProtocolNumber(before open: Int) -> Bool {
    guard open + 3 < count, let number = self[open - 1].number, number < 255,
      let named = self[open + 1].transport
    else { return false }
    let next = "/:,".contains(where: self[open + 3].isSign) ? open + 4 : open + 3
    return named == IPProtocol(number: UInt8(clamping: number)) && self[open + 2].isSign(")")
      && next < count && self[next].isNumber
  }

}

extension Token {
  fileprivate func asSign(_ sign: Character) -> Token {
    Token(.sign(sign), text, line: line, isApart: isApart)
  }
}

/// "No.", in front of a number.
private let numberWords: Set = ["no", "nr", "nos", "num", "№"]
