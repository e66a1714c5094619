/// Chinese as it is written in Taiwan and Hong Kong: the same words in other characters, and words of
/// its own.
extension LexiconWords {
  /// All of `signs`, each also in traditional characters.
  static let allSigns: [(String, ConceptSet)] =
    signs + traditionalSigns
    + signs.compactMap { sign, concepts in
      let traditional = String(sign.map { traditionalCharacters[$0] ?? $0 })
      return traditional == sign ? nil : (traditional, concepts)
    }

  private static let traditionalSigns: [(String, ConceptSet)] = [
    ("伺服器", ConceptSet(.host)), ("網域", ConceptSet(.host)), ("位址", ConceptSet(.address)),
    ("連入", ConceptSet(.inbound)), ("連出", ConceptSet(.outbound)), ("對外", ConceptSet(.outbound)),
    ("存取", ConceptSet(.ask)), ("阻擋", ConceptSet(.deny)), ("元件", ConceptSet(.service)),
  ]

  private static let traditionalCharacters: [Character: Character] = {
    let pairs = """
      议議 传傳 输輸 网網 络絡 来來 标標 动動 状狀 态態 务務 组組 应應 说說 称稱 区區 备備 注註 号號 编編 \
      实實 节節 点點 户戶 内內 负負 责責 结結 许許 开開 访訪 问問 无無 绝絕 锁鎖 双雙 废廢 弃棄 删刪 请請 \
      协協 机機 数數 级級 关關 闭閉 对對 连連 从從 个個 围圍 类類 项項 门門
      """
    return Dictionary(
      uniqueKeysWithValues: pairs.split(separator: " ").map { ($0.first!, $0.last!) })
  }()
}
