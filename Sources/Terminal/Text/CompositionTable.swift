/// The canonical compositions of Latin letters (Unicode 15: Latin-1, Latin Extended-A, -B, Additional).
///
/// Each row holds one combining mark and pairs of characters: a base letter, then that letter with the mark.
enum CompositionTable {
  struct Row {
    let mark: UInt32
    let combiningClass: UInt8
    let pairs: String
  }

  static let rows: [Row] = [
    Row(
      mark: 0x0300, combiningClass: 230,
      pairs: """
        AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳ
        """),
    Row(
      mark: 0x0301, combiningClass: 230,
      pairs: """
        AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿÇḈçḉĒḖēḗÏḮïḯ\
        KḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứ
        """),
    Row(
      mark: 0x0302, combiningClass: 230,
      pairs: """
        AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ
        """),
    Row(
      mark: 0x0303, combiningClass: 230,
      pairs: """
        AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ
        """),
    Row(
      mark: 0x0304, combiningClass: 230,
      pairs: """
        AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳGḠgḡḶḸḷḹṚṜṛṝ
        """),
    Row(
      mark: 0x0306, combiningClass: 230,
      pairs: """
        AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭȨḜȩḝẠẶạặ
        """),
    Row(
      mark: 0x0307, combiningClass: 230,
      pairs: """
        CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆ\
        wẇXẊxẋYẎyẏſẛ
        """),
    Row(
      mark: 0x0308, combiningClass: 230,
      pairs: """
        AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ
        """),
    Row(
      mark: 0x0309, combiningClass: 230,
      pairs: """
        AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ
        """),
    Row(
      mark: 0x030A, combiningClass: 230,
      pairs: """
        AÅaåUŮuůwẘyẙ
        """),
    Row(
      mark: 0x030B, combiningClass: 230,
      pairs: """
        OŐoőUŰuű
        """),
    Row(
      mark: 0x030C, combiningClass: 230,
      pairs: """
        CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ
        """),
    Row(
      mark: 0x030F, combiningClass: 230,
      pairs: """
        AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕ
        """),
    Row(
      mark: 0x0311, combiningClass: 230,
      pairs: """
        AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ
        """),
    Row(
      mark: 0x031B, combiningClass: 216,
      pairs: """
        OƠoơUƯuư
        """),
    Row(
      mark: 0x0323, combiningClass: 220,
      pairs: """
        BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưự\
        YỴyỵ
        """),
    Row(
      mark: 0x0324, combiningClass: 220,
      pairs: """
        UṲuṳ
        """),
    Row(
      mark: 0x0325, combiningClass: 220,
      pairs: """
        AḀaḁ
        """),
    Row(
      mark: 0x0326, combiningClass: 220,
      pairs: """
        SȘsșTȚtț
        """),
    Row(
      mark: 0x0327, combiningClass: 202,
      pairs: """
        CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ
        """),
    Row(
      mark: 0x0328, combiningClass: 202,
      pairs: """
        AĄaąEĘeęIĮiįUŲuųOǪoǫ
        """),
    Row(
      mark: 0x032D, combiningClass: 220,
      pairs: """
        DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ
        """),
    Row(
      mark: 0x032E, combiningClass: 220,
      pairs: """
        HḪhḫ
        """),
    Row(
      mark: 0x0330, combiningClass: 220,
      pairs: """
        EḚeḛIḬiḭUṴuṵ
        """),
    Row(
      mark: 0x0331, combiningClass: 220,
      pairs: """
        BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ
        """),
  ]
}
