import Domain

/// What only the registry can refuse of codes and cards.
extension RegistryRules {
  /// A hand-over of codes is told without its number, or with a contact in clear.
  static let bareFact = Rule(
    "REG-16", source: "pin-fse DP-02: of a hand-over only number and masked contact are kept",
    confidence: .design, protectsCitizen: true)
  /// The kind of place in the practice is none of the author's desk.
  static let otherPlace = Rule(
    "REG-17", source: "architecture: rights are enforced by the service", confidence: .design,
    protectsCitizen: true)

  /// The registry has shown no codes under the number of a fact, or others'.
  static let unknownHandOver = Rule(
    "REG-18", source: "architecture: the registry decides on its own facts", confidence: .design,
    protectsCitizen: true)
  /// The codes of the card may have been seen: others are given with a reason, never the same again.
  static let codesSeen = Rule(
    "REG-19", source: "architecture: a lost answer counts as shown", confidence: .design,
    protectsCitizen: true)
  /// The registry has no codes to give in such a case, or no way for the second half.
  static let notIssuing = Rule(
    "REG-20", source: "architecture: the second half never passes through the desk", confidence: .design,
    protectsCitizen: true)

  /// Whether a practice holds what no file may keep, or tells of a hand-over that has no number.
  ///
  /// Such a one is refused before anything of it is written.
  static func unkeepable(_ content: PracticeCase) -> Bool {
    switch content {
    case .rilascioPin(let fact):
      fact.handOver == nil
        || fact.contacts.contains { contact in
          switch contact.address {
          case .email, .mobile: true
          case .recorded: false
          }
        }
    case .scelta, .revoca, .ricusazione, .esenzioneRilascio, .esenzioneRevoca, .tessera: false
    }
  }

  /// The refusal of a practice on codes or cards that is not of its author's own desk.
  ///
  /// - Returns: `nil` if asl and kind of place are those of the desk, and for other practices.
  static func deskRefusal(of practice: Practice) -> Decision? {
    switch practice.content {
    case .rilascioPin(let content):
      deskRefusal(of: practice.author.desk, asl: content.deskAsl, place: content.desk)
    case .tessera(let content):
      deskRefusal(of: practice.author.desk, asl: content.deskAsl, place: content.desk)
    case .scelta, .revoca, .ricusazione, .esenzioneRilascio, .esenzioneRevoca: nil
    }
  }

  private static func deskRefusal(of desk: Desk, asl: CodiceAsl, place: CodeDesk) -> Decision? {
    guard asl == desk.asl else { return refusal(otherDesk) }
    return desk.kind.codeDesks.contains(place) ? nil : refusal(otherPlace)
  }
}
