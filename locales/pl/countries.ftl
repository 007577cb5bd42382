# Kraje.

country = { $country ->
    [AD] Andora
    [AL] Albania
    [AM] Armenia
    [AT] Austria
    [AZ] Azerbejdżan
    [BA] Bośnia i Hercegowina
    [BE] Belgia
    [BG] Bułgaria
    [BY] Białoruś
    [CH] Szwajcaria
    [CY] Cypr
    [CZ] Czechy
    [DE] Niemcy
    [DK] Dania
    [EE] Estonia
    [ES] Hiszpania
    [FI] Finlandia
    [FR] Francja
    [GB] Wielka Brytania
    [GE] Gruzja
    [GR] Grecja
    [HR] Chorwacja
    [HU] Węgry
    [IE] Irlandia
    [IS] Islandia
    [IT] Włochy
    [LI] Liechtenstein
    [LT] Litwa
    [LU] Luksemburg
    [LV] Łotwa
    [MC] Monako
    [MD] Mołdawia
    [ME] Czarnogóra
    [MK] Macedonia Północna
    [MT] Malta
    [NL] Niderlandy
    [NO] Norwegia
    [PL] Polska
    [PT] Portugalia
    [RO] Rumunia
    [RS] Serbia
    [SE] Szwecja
    [SI] Słowenia
    [SK] Słowacja
    [SM] San Marino
    [TR] Turcja
    [UA] Ukraina
    [VA] Watykan
    [XK] Kosowo
   *[other] { $country }
}
country-none = Wybierz kraj
