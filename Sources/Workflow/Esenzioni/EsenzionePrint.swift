import Domain

/// The prints of exemptions that a screen orders.
enum EsenzionePrint {
  /// The certificate of everything that counts today; in a closed envelope if one of `records` is sensitive (rule PR-09).
  static func certificate(of person: Assistito, _ records: [Esenzione], _ scene: Scene) -> Step {
    let isSensitive = records.contains {
      $0.counts(on: scene.today) && EsenzioneWords.isMasked(EsenzioneWords.entry(of: $0, scene))
    }
    return .ask(.print(.esenzioneCertificate(person.id, handOver: isSensitive ? .inEnvelope : .openly)))
  }
}
