/// What the operator, a scanner or the window did, in the order in which it happened.
public enum Input: Hashable, Sendable {
  case key(Key)
  /// A bracketed paste: Unicode text in which line ends are `\n` and no other control but `\t` is left.
  case paste(String)
  /// The characters before this event came too fast for a hand: they are probably a scan.
  ///
  /// Each of them has been delivered already as ``Key/character(_:)``, so that nothing is ever lost or late.
  /// A receiver that knows `text` as a scan puts back what the last `keysAlreadyDelivered` characters changed,
  /// routes the text, and drops `terminator`; any other receiver leaves the characters where they are and
  /// handles `terminator` as a key.
  ///
  /// - `text`: at least ``ScanDetector/shortest`` characters, without the terminator.
  /// - `keysAlreadyDelivered`: how many of the immediately preceding key inputs made up `text`.
  /// - `terminator`: Enter or Tab sent by the scanner after the code, not delivered otherwise; `nil` when the
  ///   code ended by silence.
  case burst(text: String, keysAlreadyDelivered: Int, terminator: Key?)
  case resize(Size)
}
