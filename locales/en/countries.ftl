# Countries.

country = { $country ->
    [AD] Andorra
    [AL] Albania
    [AM] Armenia
    [AT] Austria
    [AZ] Azerbaijan
    [BA] Bosnia and Herzegovina
    [BE] Belgium
    [BG] Bulgaria
    [BY] Belarus
    [CH] Switzerland
    [CY] Cyprus
    [CZ] Czechia
    [DE] Germany
    [DK] Denmark
    [EE] Estonia
    [ES] Spain
    [FI] Finland
    [FR] France
    [GB] United Kingdom
    [GE] Georgia
    [GR] Greece
    [HR] Croatia
    [HU] Hungary
    [IE] Ireland
    [IS] Iceland
    [IT] Italy
    [LI] Liechtenstein
    [LT] Lithuania
    [LU] Luxembourg
    [LV] Latvia
    [MC] Monaco
    [MD] Moldova
    [ME] Montenegro
    [MK] North Macedonia
    [MT] Malta
    [NL] Netherlands
    [NO] Norway
    [PL] Poland
    [PT] Portugal
    [RO] Romania
    [RS] Serbia
    [SE] Sweden
    [SI] Slovenia
    [SK] Slovakia
    [SM] San Marino
    [TR] Türkiye
    [UA] Ukraine
    [VA] Vatican City
    [XK] Kosovo
   *[other] { $country }
}
country-none = Choose a country
