/// Surnames and first names of one language community; the people are invented, the words are common.
struct NameList: Sendable {
  let surnames: [String]
  let men: [String]
  let women: [String]

  private init(_ surnames: String, men: String, women: String) {
    self.surnames = NameList.words(surnames)
    self.men = NameList.words(men)
    self.women = NameList.words(women)
  }

  /// One entry a comma, so that a surname may have blanks.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var current = ""
    for character in text {
      if character == "," {
        words.append(current)
        current = ""
      } else if character != " " || !current.isEmpty {
        current.append(character)
      }
    }
    return words + [current]
  }

  static let italian = NameList(
    """
    Prova, Esempio, Rossetti, Bianchini, Ferrarini, Russolillo, Colombari, Ricciardi, Marinelli, Grecuzzi, \
    Brunetti, Gallinari, Contini, Delucchi, Costantini, Giordani, Rizzoli, Lombardini, Morettini, Barbieri, \
    Fontanella, Santorini, Marianelli, Rinaldini, Caruselli, Ferraresi, Galluzzi, Martinelli, Leonetti, \
    Longhini, Gentilini, Martucci, Vitalini, Lombardozzi, Serafini, Coppolino, D'Angeli, D'Amicis, Dell'Orto, \
    De Santi, De Marinis, De Lucchi, Di Stefani, Di Vito, Lo Presti, La Torre, Dall'Acqua, Degl'Innocenti, \
    Forlì, Nicolò, Cafà, Cantù, Salvà, Mercurì, Pagani, Bernardini, Palmieri, Mancinelli, Farinelli, Rivalta, \
    Sannazzaro, Valentinis, Villani, Guidetti, Benedettini, Montanari, Sorrentini, Amatori, Basilischi, \
    Campanari, Castellini, Cattanei, Ceccarini, Donatini, Fabbricotti, Fiorentini, Grassini, Lazzarini, \
    Magnanelli, Negrini, Olivetti, Orlandini, Parisini, Pellegrinelli, Piccinelli, Pozzolini, Quadrini, \
    Raffaelli, Ronchetti, Sabbatini, Salvatori, Sartorelli, Silvestrini, Tedeschini, Testoni, Trevisani, \
    Urbinati, Valsecchi, Vergani, Zambelli, Zanetti, Zucchini, Abbondanza, Bonfiglioli, Cavalcanti, Fo, Re
    """,
    men: """
      Luca, Marco, Andrea, Giuseppe, Antonio, Giovanni, Francesco, Alessandro, Matteo, Lorenzo, Davide, Stefano, \
      Roberto, Paolo, Nicolò, Gian Luca, Pier Paolo, Simone, Riccardo, Federico, Leonardo, Mattia, Tommaso, \
      Gabriele, Edoardo, Emanuele, Filippo, Giacomo, Salvatore, Vincenzo, Carlo, Enrico, Massimo, Claudio, \
      Sergio, Bruno, Mario, Aldo, Piero, Ugo, Ivo
      """,
    women: """
      Maria, Anna, Giulia, Sara, Francesca, Chiara, Elena, Laura, Valentina, Martina, Alice, Sofia, Aurora, \
      Giorgia, Emma, Beatrice, Greta, Camilla, Noemi, Rebecca, Paola, Silvia, Monica, Cristina, Barbara, \
      Daniela, Roberta, Patrizia, Carla, Rosa, Angela, Lucia, Teresa, Maria Grazia, Anna Lisa, Zoè, Eva, Ida, \
      Ada, Ornella, Concetta
      """)

  static let german = NameList(
    """
    Müllner, Gruberski, Oberhöller, Unterweger, Pichlbauer, Thalerhof, Kofleritsch, Kössler, Prünster, \
    Größbacher, Hofstätter, Brunnhuber, Weißensteiner, Pircherl, Egarther, Mairhöfer, Tschurtschen, \
    Schönthaler, Innerhofegg, Rainerbach, Seeberitz, Lanzthaler
    """,
    men:
      "Jürgen, Günther, Lukas, Florian, Jakob, Matthias, Georg, Andreas, Jörg, Hannes, Elias, Felix, Simon",
    women: "Bärbel, Anna, Magdalena, Katharina, Greta, Käthe, Johanna, Lena, Sophie, Theresia, Ulrike, Ursula"
  )

  static let french = NameList(
    """
    Béthazard, Perrodin, Chenevier, Rossetoz, Duclozet, Bionazel, Favrezat, Jordanaz, Gérardin, Charrièrel, \
    Vuillermoz, Noyeraz, Pessionel, Châtelaz
    """,
    men: "Rémy, Hervé, André, Joël, Étienne, Pierre, Laurent, Yves, François, Cédric",
    women: "Hélène, Éloïse, Joëlle, Sylvie, Chantal, Nathalie, Cécile, Noëlle, Aline, Michèle")

  static let slovene = NameList(
    """
    Žerjalič, Kovačec, Čehovnik, Šuligojec, Grgičevec, Pahornik, Košutar, Škerlak, Furlanič, Mikluševec, \
    Zavadlar, Petarosec, Černicelj, Bandeljnik, Devetakar, Gregorinič
    """,
    men: "Jernej, Matjaž, Boštjan, Žiga, Luka, Andrej, Miloš, Borut, Tomaž, Aleš, Srečko, Uroš",
    women: "Špela, Živa, Nataša, Maja, Mojca, Tjaša, Alenka, Breda, Jasna, Metka, Neža, Ksenija")

  static let romanian = NameList(
    "Popescaru, Ionescăț, Dumitraș, Stănculea, Munteanaru, Rădulea, Gheorghițel, Constantinaș, Ungureasa",
    men: "Ion, Andrei, Mihai, Ștefan, Gheorghe, Florin, Vasile, Cătălin, Bogdan",
    women: "Elena, Ioana, Mihaela, Andreea, Ștefania, Cristina, Alina, Raluca, Mădălina")

  static let albanian = NameList(
    "Hoxhallari, Shehuraj, Gjokaj, Çelallari, Dervishej, Kolajani, Leshanaj, Muçollari, Prendushi",
    men: "Arben, Ilir, Besnik, Gëzim, Altin, Ardit, Erion, Luan",
    women: "Mirela, Blerta, Vjollca, Anila, Elira, Drita")

  static let arabic = NameList(
    "El Hamrouni, Ben Salhaoui, Al Karimani, Boutahiri, Chakiroun, El Idrissani, Mansourani, Ziadouni, Haddaoui",
    men: "Mohamed, Youssef, Ahmed, Omar, Karim, Hassan, Rachid, Bilal",
    women: "Fatima, Khadija, Amina, Salma, Nadia, Imane, Leila, Sanaa")

  static let ukrainian = NameList(
    "Kovalenchuk, Shevchukova, Bondarets, Tkachivska, Melnychuk, Kravtsenko, Polishchenko, Savchynska",
    men: "Oleksandr, Andriy, Mykola, Serhiy, Ivan, Dmytro",
    women: "Oksana, Olena, Iryna, Natalia, Svitlana, Halyna, Yuliia")

  static let asian = NameList(
    "Singhara, Sharmani, Hossainur, Rahmanul, Perera Silvano, Santosa Cruz, Delacruza, Zhangli, Chenwei, Lin, Wu, Ng",
    men: "Raj, Arjun, Ali, Tariq, Jun, Wei, Jose Mari, Roshan",
    women: "Priya, Anita, Mei, Li, Grace, Nusrat, Sadia, Rosalie")

  static let african = NameList(
    "Diopani, Ndiayel, Seckou, Okaforu, Adebayoli, Mensahi, Owusuani, Traoréli, Konéba, Camarani",
    men: "Mamadou, Cheikh, Emeka, Kwame, Moussa, Ousmane, Samuel",
    women: "Aminata, Fatou, Ngozi, Blessing, Awa, Mariam, Joy")

  static let spanish = NameList(
    "Quispelar, Huamanza, Sánchezar, Rojasol, Mendozaga, Peña Robles, Muñozal, Álvarezar, Zambranel",
    men: "José, Luis, Ángel, Carlos, Miguel, Raúl", women: "Rosa, Milagros, Carmen, Lucía, Inés, Soledad")
}
