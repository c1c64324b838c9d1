/// What the one who comes is to the holder of the card; the words are `parente.<rawValue>`.
///
/// - Source: c.c. artt. 74–78; L. 76/2016 art. 1 c. 20 for civil unions.
public enum Relative: String, CaseIterable, Hashable, Sendable {
  case spouse
  /// Counts as spouse.
  case civilPartner
  /// Also by adoption.
  case child
  case parent, grandparent, grandchild, greatGrandparent, greatGrandchild, sibling
  case uncleOrAunt, nephewOrNiece
  case firstCousin, greatUncleOrAunt, grandNephewOrNiece
  case parentInLaw, childInLaw, siblingInLaw
  case cohabitant
  /// No relative at all.
  case none

  /// By which line two people are related.
  public enum Line: String, CaseIterable, Hashable, Sendable {
    case direct, collateral
    /// Through a marriage.
    case affinity
  }

  /// The line; `nil` for spouses, cohabitants and those who are no relatives.
  public var line: Line? {
    switch self {
    case .child, .parent, .grandparent, .grandchild, .greatGrandparent, .greatGrandchild: .direct
    case .sibling, .uncleOrAunt, .nephewOrNiece, .firstCousin, .greatUncleOrAunt, .grandNephewOrNiece:
      .collateral
    case .parentInLaw, .childInLaw, .siblingInLaw: .affinity
    case .spouse, .civilPartner, .cohabitant, .none: nil
    }
  }

  /// The degree of kinship by blood or adoption; `nil` where there is none.
  public var degree: Int? {
    switch self {
    case .child, .parent: 1
    case .grandparent, .grandchild, .sibling: 2
    case .greatGrandparent, .greatGrandchild, .uncleOrAunt, .nephewOrNiece: 3
    case .firstCousin, .greatUncleOrAunt, .grandNephewOrNiece: 4
    case .spouse, .civilPartner, .parentInLaw, .childInLaw, .siblingInLaw, .cohabitant, .none: nil
    }
  }

  /// The place in the order of those who may declare for the holder; `nil` for who is not in it.
  ///
  /// - Source: seed 004; D.P.R. 445/2000 art. 4 c. 2.
  public var precedence: Precedence? {
    switch self {
    case .spouse, .civilPartner: .spouse
    case .child: .child
    case .parent, .grandparent, .grandchild, .greatGrandparent, .greatGrandchild, .sibling, .uncleOrAunt,
      .nephewOrNiece:
      .thirdDegree
    case .firstCousin, .greatUncleOrAunt, .grandNephewOrNiece, .parentInLaw, .childInLaw, .siblingInLaw,
      .cohabitant, .none:
      nil
    }
  }

  /// The order of those who may declare for the holder: whoever comes later does so only if nobody comes before.
  public enum Precedence: String, CaseIterable, Hashable, Sendable {
    case spouse, child
    /// Another relative in direct or collateral line, to the third degree.
    case thirdDegree
  }
}
