import FHIR
import Testing

@Suite("The table of URIs") struct SystemsTests {
  struct Row: CustomTestStringConvertible {
    let name: Systems.Name
    let core: String
    let base: String
    var testDescription: String { core }
  }

  /// As HL7 Italia publishes them; where `base` has no word of its own, that of `core` is written.
  static let rows: [Row] = [
    Row(
      name: Systems.codiceFiscale, core: "urn:oid:2.16.840.1.113883.2.9.4.3.2",
      base: "http://hl7.it/sid/codiceFiscale"),
    Row(name: Systems.anpr, core: "urn:oid:2.16.840.1.113883.2.9.4.3.16", base: "http://hl7.it/sid/anpr"),
    Row(
      name: Systems.ana, core: "urn:oid:2.16.840.1.113883.2.9.4.3.15",
      base: "urn:oid:2.16.840.1.113883.2.9.4.3.15"),
    Row(
      name: Systems.stp, core: "urn:oid:2.16.840.1.113883.2.9.4.3.17",
      base: "urn:oid:2.16.840.1.113883.2.9.4.3.17"),
    Row(
      name: Systems.eni, core: "urn:oid:2.16.840.1.113883.2.9.4.3.18",
      base: "urn:oid:2.16.840.1.113883.2.9.4.3.18"),
    Row(
      name: Systems.tessera, core: "urn:oid:2.16.840.1.113883.2.9.4.3.7",
      base: "urn:oid:2.16.840.1.113883.2.9.4.3.7"),
    Row(name: Systems.asl, core: "urn:oid:2.16.840.1.113883.2.9.4.1.1", base: "http://hl7.it/sid/fls"),
    Row(
      name: Systems.role, core: "https://www.hl7.it/fhir/terminology/CodeSystem/it-V3RoleCode",
      base: "http://terminology.hl7.it/CodeSystem/it-v3RoleCode"),
    Row(
      name: Systems.exemption, core: "https://www.hl7.it/fhir/terminology/CodeSystem/mds-esenzioni",
      base: "http://terminology.hl7.it/CodeSystem/minsan-esenzioni"),
    Row(
      name: Systems.exemptionStatus,
      core: "http://hl7.it/fhir/itcore/StructureDefinition/coverage-exceptionStatus",
      base: "http://hl7.it/fhir/StructureDefinition/coverage-exceptionStatus"),
  ]

  @Test("each name is written in its generation and read in both", arguments: rows)
  func generations(row: Row) {
    #expect(row.name.uri() == row.core)
    #expect(row.name.uri(.core) == row.core)
    #expect(row.name.uri(.base) == row.base)
    #expect(row.name.matches(row.core) && row.name.matches(row.base))
    #expect(!row.name.matches(nil) && !row.name.matches("") && !row.name.matches(row.core + "1"))
  }

  @Test("no URI means two things")
  func distinct() {
    for row in Self.rows {
      let meant = Self.rows.filter { $0.name.matches(row.core) || $0.name.matches(row.base) }
      #expect(meant.count == 1, "\(row.core)")
    }
    #expect(Systems.exemption.matches("http://hl7.it/fhir/dossier-pharma/CodeSystem/mds-esenzioni"))
  }
}
