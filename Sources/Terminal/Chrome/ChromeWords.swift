/// The keys of the words that this module itself says, with the number of their arguments.
///
/// Every language must have them; a test of the catalogs compares.
public enum ChromeWords {
  /// The keys, each with how many `%n$@` places its sentence has.
  public static let arguments: [String: Int] = [
    "errore.campo.vuoto": 0, "errore.campo.incompleto": 0, "errore.campo.non_scelto": 0,
    "errore.campo.in_ricerca": 0, "errore.campo.corto": 2, "errore.campo.carattere": 0,
    "errore.campo.pieno": 0, "errore.campo.opzione": 0, "errore.campo.si_no": 0,
    "messaggio.ultimo_campo": 0, "messaggio.tasto_riservato": 0, "messaggio.tasto_senza_funzione": 0,
    "messaggio.nessun_errore": 0, "messaggio.elenco_errori": 0, "messaggio.incolla_qui_no": 0,
    "messaggio.incolla_tagliato": 0, "messaggio.scegliere_riga": 0, "messaggio.terminale_piccolo": 2,
    "messaggio.comando_sconosciuto": 0, "messaggio.conferma_subito": 0,
    "parola.si": 0, "parola.no": 0, "parola.in_ricerca": 0, "parola.nessuna_riga": 0,
    "parola.altri_campi": 0, "parola.altre_righe": 1, "parola.errori_da_correggere": 1, "parola.comando": 0,
    "parola.aiuto": 0, "parola.obbligatorio": 0,
    "lineare.campo": 2, "lineare.valore": 1, "lineare.righe": 1, "lineare.riga_o_testo": 0,
    "lineare.data": 0, "lineare.scelta": 0, "lineare.si_no": 0, "lineare.riga": 0, "lineare.segreto": 0,
    "lineare.errore": 1, "lineare.comandi": 0, "lineare.senza_campi": 0, "lineare.numero": 1,
    "lineare.correggere": 0, "lineare.parola_su": 0, "lineare.parola_vuoto": 0, "lineare.parola_codice": 0,
    "lineare.segnate": 0,
    "comando.help": 0, "comando.commandLine": 0, "comando.home": 0, "comando.list": 0, "comando.refresh": 0,
    "comando.position": 0, "comando.previousPage": 0, "comando.nextPage": 0, "comando.nextError": 0,
    "comando.print": 0, "comando.confirm": 0, "comando.lock": 0, "comando.back": 0,
  ]
}
