/// Tells whether the last label of a name may be a top-level domain, so that `c5.large` and
/// `libfoo.version` in running text are not taken for hosts.
enum TopLevelDomains {
  /// - Parameter label: in lower case.
  static func isLikely(_ label: some StringProtocol) -> Bool {
    // All two-letter ones are country codes or reserved for them (ISO 3166-1).
    label.utf8.count == 2 || label.hasPrefix("xn--") || common.contains(String(label))
  }

  /// Generic ones that vendors' hosts use (IANA, Root Zone Database), those reserved for examples
  /// and tests (RFC 2606), and those that private networks use.
  private static let common: Set<String> = Set(
    """
    com net org edu gov mil int arpa info biz name pro aero coop museum mobi tel travel jobs post \
    cat asia example test invalid localhost local internal lan corp home intranet private domain \
    intra localdomain onion academy agency app art associates audio band bank bar best bid bio blog \
    blue build builders business cab cafe camera capital care careers cash center chat church city \
    click clinic cloud club codes coffee college community company computer consulting cool credit \
    date deals dental design dev digital direct directory discount dog domains download education \
    email energy engineer engineering enterprises equipment events exchange expert express fail \
    family fans farm finance financial fish fit flights foundation fun fund futbol gallery games \
    garden gifts global gmbh golf google graphics gratis green group guide guru health healthcare \
    help holdings holiday host hosting house how immo industries ink institute insure \
    international investments jetzt kitchen land law lease legal life lighting limited link live llc loan \
    lol ltd maison management market marketing mba media memorial microsoft money movie network \
    news ninja office one online page partners parts party pharmacy phone photo photos pictures pizza \
    place plumbing plus productions properties pub qpon recipes red rehab rent repair report \
    rest restaurant review reviews rocks run sale school science security services sexy shoes shop \
    show singles site soccer social software solar solutions space sport store stream studio study \
    style supplies supply support surf surgery swiss systems tax taxi team tech technology tennis \
    tips today tokyo tools top tours town toys trade training tube university vacations ventures \
    vet video vip vision vote watch web webcam website wiki win wine work works world wtf xyz yoga \
    zone berlin hamburg koeln bayern wien nrw saarland paris london amsterdam madrid moscow nyc vegas \
    quebec scot wales irish brussels vlaanderen gal eus bzh aws azure goog youtube bmw sap siemens
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
