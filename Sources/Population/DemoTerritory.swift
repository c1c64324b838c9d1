import Domain

/// The invented territory: an asl with three distretti, a second asl of the same region, a third outside it.
///
/// MMG are organised in two ambiti a distretto, PLS in one. The ambiti border on one another in the order in
/// which they are listed, so that the first and the last are not neighbours.
struct DemoTerritory: Sendable {
  /// The asl whose desks are shown.
  static let homeAsl = asl("990101")
  /// Another asl of the same region.
  static let neighbourAsl = asl("990102")
  /// An asl of another region.
  static let foreignAsl = asl("991101")

  let distretti: [Distretto]
  let ambiti: [Ambito]

  init() {
    distretti = Self.districts.map { Distretto(id: .init(unchecked: $0.id), name: $0.name, asl: $0.asl) }
    var ambiti = Self.row(.mmg, of: Self.homeDistricts, perDistrict: 2, asl: Self.homeAsl)
    ambiti += Self.row(.pls, of: Self.homeDistricts, perDistrict: 1, asl: Self.homeAsl)
    for district in Self.districts.dropFirst(3) {
      ambiti += Self.row(.mmg, of: [district], perDistrict: 1, asl: district.asl)
      ambiti += Self.row(.pls, of: [district], perDistrict: 1, asl: district.asl)
    }
    self.ambiti = ambiti
  }

  private struct District {
    let id: String
    let name: String
    let asl: CodiceAsl
  }

  private static let homeDistricts = [
    District(id: "citta", name: "Città", asl: homeAsl),
    District(id: "colli", name: "Colli", asl: homeAsl),
    District(id: "valle", name: "Valle", asl: homeAsl),
  ]
  private static let districts =
    homeDistricts + [
      District(id: "costa", name: "Costa", asl: neighbourAsl),
      District(id: "brenna", name: "Brenna", asl: foreignAsl),
    ]

  /// Ambiti of one kind, each bordering on the one before and the one after it.
  private static func row(
    _ kind: Medico.Kind, of districts: [District], perDistrict: Int, asl: CodiceAsl
  ) -> [Ambito] {
    var ids: [(id: String, name: String, district: String)] = []
    for district in districts {
      for number in 1...perDistrict {
        let ending = perDistrict == 1 ? "" : " \(number)"
        let id = "\(kind.rawValue)-\(district.id)" + (perDistrict == 1 ? "" : "-\(number)")
        ids.append((id, district.name + ending, district.id))
      }
    }
    return ids.indices.map { index in
      let near = [index - 1, index + 1].filter(ids.indices.contains).map { ids[$0].id }
      return Ambito(
        id: .init(unchecked: ids[index].id), name: ids[index].name,
        distretto: .init(unchecked: ids[index].district), asl: asl,
        neighbours: Set(near.map { .init(unchecked: $0) }))
    }
  }

  /// The comuni of each MMG ambito of the asl, in the order of ``ambiti``.
  static let homeComuni = [[0], [1, 2], [3, 4], [5, 6], [7, 8, 9], [10, 11, 13]]
  /// How many of 100 households live in each MMG ambito of the asl.
  static let householdShares = [22, 19, 20, 19, 11, 9]

  /// The place in the health service of a comune of the asl, by the position of its MMG ambito.
  static func home(ambito index: Int, comune: Int) -> Territory {
    let district = homeDistricts[index / 2]
    return Territory(
      municipality: Places.code(comune), asl: homeAsl, distretto: .init(unchecked: district.id),
      ambitoMMG: .init(unchecked: "mmg-\(district.id)-\(index % 2 + 1)"),
      ambitoPLS: .init(unchecked: "pls-\(district.id)"))
  }

  /// Every territory of the asl, first by ambito and then by comune.
  static let home: [[Territory]] = homeComuni.enumerated().map { index, comuni in
    comuni.map { home(ambito: index, comune: $0) }
  }
  /// A comune of the other asl of the region.
  static let neighbour = elsewhere("costa", asl: neighbourAsl, comune: 14)
  /// A comune of another region.
  static let foreign = elsewhere("brenna", asl: foreignAsl, comune: 38)

  private static func elsewhere(_ district: String, asl: CodiceAsl, comune: Int) -> Territory {
    Territory(
      municipality: Places.code(comune), asl: asl, distretto: .init(unchecked: district),
      ambitoMMG: .init(unchecked: "mmg-\(district)"), ambitoPLS: .init(unchecked: "pls-\(district)"))
  }

  private static func asl(_ text: String) -> CodiceAsl {
    guard let code = CodiceAsl(text) else { preconditionFailure("six digits are an asl") }
    return code
  }
}
