/// An Italian mobile number to which the second half of codes may go.
public struct MobileNumber: Hashable, Sendable {
  /// Nine or ten digits, the first of them 3, without a prefix.
  public let rawValue: String

  /// Takes a number as it was typed: blanks, dots, hyphens and slashes go, `+39` or `0039` may stand before it.
  ///
  /// - Throws: ``ContactError``, which never carries the text.
  /// - Source: pin-fse A8.
  public init(_ text: String) throws(ContactError) {
    let separators: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/")]
    var bytes = text.utf8.filter { !ASCII.isBlank($0) && !separators.contains($0) }[...]
    guard !bytes.isEmpty else { throw .empty }
    for prefix in ["+39", "0039"] where bytes.starts(with: Array(prefix.utf8)) {
      bytes = bytes.dropFirst(prefix.utf8.count)
      break
    }
    guard bytes.first == UInt8(ascii: "3"), (9...10).contains(bytes.count), bytes.allSatisfy(ASCII.isDigit)
    else { throw .mobile }
    rawValue = String(decoding: bytes, as: UTF8.self)
  }

  /// The last three digits only.
  public var masked: String { "***\(rawValue.suffix(3))" }
}

/// Why a text is no contact.
public enum ContactError: Error, Hashable, CaseIterable, Sendable {
  case empty
  case tooLong
  /// No e-mail address.
  case email
  /// No Italian mobile number.
  case mobile
}

extension ContactError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .empty: "errore.recapito.vuoto"
    case .tooLong: "errore.recapito.lungo"
    case .email: "errore.recapito.email"
    case .mobile: "errore.recapito.cellulare"
    }
  }

  /// None.
  public var messageArguments: [String] { [] }
}

/// Where the second half of codes goes.
public struct CodeContact: Hashable, Sendable {
  /// The address, or what a record keeps of it.
  public var address: Address
  /// Whether the citizen read it and it was typed a second time alike.
  public var isConfirmed: Bool
  /// Whether the desk knows it for its own or an operator's.
  public var isOfDesk: Bool

  /// An address in clear, or masked once the codes are on their way.
  public enum Address: Hashable, Sendable {
    case email(EmailAddress)
    case mobile(MobileNumber)
    /// What a record keeps: the channel, and the masked form.
    case recorded(Channel, masked: String)
  }

  /// By what the second half travels; the words are `recapito.<rawValue>`.
  public enum Channel: String, CaseIterable, Hashable, Sendable {
    case email, mobile
  }

  /// Gathers the parts; nothing is checked.
  public init(_ address: Address, isConfirmed: Bool, isOfDesk: Bool = false) {
    self.address = address
    self.isConfirmed = isConfirmed
    self.isOfDesk = isOfDesk
  }

  /// By what the second half travels.
  public var channel: Channel {
    switch address {
    case .email: .email
    case .mobile: .mobile
    case .recorded(let channel, _): channel
    }
  }

  /// The masked form, fit for records and prints.
  public var masked: String {
    switch address {
    case .email(let email): email.masked
    case .mobile(let number): number.masked
    case .recorded(_, let text): text
    }
  }

  /// The contact as a record keeps it: without the address itself (DP-02).
  public var recorded: CodeContact {
    CodeContact(.recorded(channel, masked: masked), isConfirmed: isConfirmed, isOfDesk: isOfDesk)
  }
}

extension MobileNumber: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of the number.
  public var description: String { "MobileNumber" }

  /// Hides the number from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension CodeContact: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the channel only.
  public var description: String { "CodeContact(\(channel.rawValue))" }

  /// Hides the address from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
