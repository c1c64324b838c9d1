/// The URIs by which the wire names code systems, identifiers, profiles and extensions: the one table.
///
/// HL7 Italia publishes two generations, `core` and `base`, with different URIs for the same things. Both are
/// read; which one is written is a setting, `core` unless the registry says otherwise.
///
/// - Source: registry-sync §3.1.
public enum Systems {
  /// The generations of HL7 Italia.
  public enum Generation: String, CaseIterable, Hashable, Sendable {
    case core, base
  }

  /// One thing with its URIs.
  public struct Name: Hashable, Sendable {
    /// How `core` names it.
    public let core: String
    /// How `base` names it; the same where it has no name of its own.
    public let base: String
    /// Further names that are read.
    public let others: [String]

    init(_ core: String, base: String? = nil, others: [String] = []) {
      self.core = core
      self.base = base ?? core
      self.others = others
    }

    /// The URI to write.
    public func uri(_ generation: Generation = .core) -> String {
      switch generation {
      case .core: core
      case .base: base
      }
    }

    /// Whether a URI that was read means this, in either generation.
    public func matches(_ uri: String?) -> Bool {
      guard let uri else { return false }
      return uri == core || uri == base || others.contains(uri)
    }
  }

  private static let italy = "urn:oid:2.16.840.1.113883.2.9.4"
  private static let itcore = "http://hl7.it/fhir/itcore/StructureDefinition"
  /// The base of everything that this project names itself.
  public static let own = "https://sportello.example/fhir"

  // MARK: Identifiers of people, of HL7 Italia

  /// The codice fiscale, also a provisional one.
  public static let codiceFiscale = Name("\(italy).3.2", base: "http://hl7.it/sid/codiceFiscale")
  /// The id of ANPR.
  public static let anpr = Name("\(italy).3.16", base: "http://hl7.it/sid/anpr")
  /// The id of the national registry of assistiti.
  public static let ana = Name("\(italy).3.15")
  /// The code of a foreigner present and not enrolled.
  public static let stp = Name("\(italy).3.17")
  /// The code of a citizen of the European Union who is not enrolled.
  public static let eni = Name("\(italy).3.18")
  /// The number of the card.
  public static let tessera = Name("\(italy).3.7")

  // MARK: Organisations and roles, of HL7 Italia

  /// The six digits of an asl.
  public static let asl = Name("\(italy).1.1", base: "http://hl7.it/sid/fls")
  /// MMG and PLS.
  public static let role = Name(
    "https://www.hl7.it/fhir/terminology/CodeSystem/it-V3RoleCode",
    base: "http://terminology.hl7.it/CodeSystem/it-v3RoleCode")
  /// The codes of exemptions.
  public static let exemption = Name(
    "https://www.hl7.it/fhir/terminology/CodeSystem/mds-esenzioni",
    base: "http://terminology.hl7.it/CodeSystem/minsan-esenzioni",
    others: ["http://hl7.it/fhir/dossier-pharma/CodeSystem/mds-esenzioni"])
  /// The extension with the status of an exemption.
  public static let exemptionStatus = Name(
    "\(itcore)/coverage-exceptionStatus",
    base: "http://hl7.it/fhir/StructureDefinition/coverage-exceptionStatus")

  // MARK: Of HL7

  static let uri = "urn:ietf:rfc:3986"
  static let codedString = "http://hl7.org/fhir/StructureDefinition/iso21090-codedString"
  static let citizenship = "http://hl7.org/fhir/StructureDefinition/patient-citizenship"
  static let birthPlace = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace"
  static let country = "urn:iso:std:iso:3166"
  static let confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
  static let absentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
  static let nullFlavor = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor"
  static let actStatus = "http://terminology.hl7.org/CodeSystem/v3-ActStatus"
  static let actCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
  static let consentScope = "http://terminology.hl7.org/CodeSystem/consentscope"

  // MARK: Of this project: code systems

  static let operations = "\(own)/CodeSystem/operazioni-sportello"
  static let parameters = "\(own)/CodeSystem/parametri-operazione"
  /// Rule ids as reasons for which a registry refuses.
  public static let refusalReasons = "\(own)/CodeSystem/motivi-scarto"
  static let outcomes = "\(own)/CodeSystem/esito-operazione"
  /// States of a registry, such as `manutenzione`.
  public static let registryStates = "\(own)/CodeSystem/stato-registro"
  static let capacity = "\(own)/CodeSystem/capienza"
  static let groups = "\(own)/CodeSystem/gruppi"
  static let relations = "\(own)/CodeSystem/rapporto-assistenza"
  static let motives = "\(own)/CodeSystem/motivo-scelta"
  static let counters = "\(own)/CodeSystem/contatore-posti"
  static let endings = "\(own)/CodeSystem/motivo-cessazione"
  static let consents = "\(own)/CodeSystem/consenso-fse"
  static let notices = "\(own)/CodeSystem/informativa-fse"
  static let places = "\(own)/CodeSystem/codice-catastale"
  /// What stands before the two digits of a region: codes of exemptions that hold in that region only.
  static let regionalExemptions = "\(own)/CodeSystem/esenzioni-regione-"
  static let placeKinds = "\(own)/CodeSystem/tipo-territorio"

  // MARK: Of this project: identifiers

  static let operatorName = "\(own)/sid/operatore"
  static let desk = "\(own)/sid/postazione"
  static let registry = "\(own)/sid/registro"
  static let distretto = "\(own)/sid/distretto"
  static let ambito = "\(own)/sid/ambito-territoriale"
  static let agreement = "\(own)/sid/rapporto-convenzione"
  static let panel = "\(own)/sid/elenco-assistiti"
  static let relation = "\(own)/sid/rapporto-assistenza"
  static let exemptionRecord = "\(own)/sid/esenzione"
  static let certificate = "\(own)/sid/attestato-esenzione"
  static let protocolNumber = "\(own)/sid/protocollo"

  // MARK: Of this project: extensions

  /// On a Patient: the whole person as an attachment.
  public static let positionExtension = "\(own)/StructureDefinition/posizione"
  /// On a PractitionerRole: the whole medico as an attachment.
  public static let medicoExtension = "\(own)/StructureDefinition/medico"
  /// On a Coverage: the whole exemption as an attachment.
  public static let exemptionExtension = "\(own)/StructureDefinition/esenzione"
  static let originExtension = "\(own)/StructureDefinition/origine-esenzione"
  static let issuedExtension = "\(own)/StructureDefinition/rilascio-esenzione"
  static let scopeExtension = "\(own)/StructureDefinition/ambito-esenzione"
  static let neighbourExtension = "\(own)/StructureDefinition/ambito-confinante"
  static let endingExtension = "\(own)/StructureDefinition/cessazione"
  static let ricusazioneExtension = "\(own)/StructureDefinition/avviso-ricusazione"
  static let authorExtension = "\(own)/StructureDefinition/registrata-da"
  static let untilExtension = "\(own)/StructureDefinition/scadenza-scelta"
  /// On a CapabilityStatement: one announced stop.
  public static let suspensionExtension = "\(own)/StructureDefinition/sospensione"

  // MARK: Profiles

  static let patientProfile = "\(itcore)/patient-it-core"
  static let baseProfiles = "http://hl7.it/fhir/StructureDefinition/"
  static let coverageProfile = "\(itcore)/coverage-it-core"
}
