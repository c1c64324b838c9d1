extension SceltaCase {
  /// The case as if its second choice had been asked for first: every rule of a scelta holds for it too.
  ///
  /// What was seen and granted for the first medico alone does not pass to another one: the written acceptance and the
  /// override of a full list.
  ///
  /// - Parameter second: The second choice with the counters of the moment.
  /// - Returns: The case of that medico, without a further choice behind it.
  public func asking(_ second: MedicoView) -> SceltaCase {
    var content = self
    content.medico = second.medico
    content.medicoAmbito = second.ambito
    content.request.medicoAcceptance = false
    content.request.documentsSeen.remove(.medicoAcceptance)
    content.request.overrideReason = ""
    content.request.secondChoice = nil
    return content
  }
}
