# Valstis.

country = { $country ->
    [AD] Andora
    [AL] Albānija
    [AM] Armēnija
    [AT] Austrija
    [AZ] Azerbaidžāna
    [BA] Bosnija un Hercegovina
    [BE] Beļģija
    [BG] Bulgārija
    [BY] Baltkrievija
    [CH] Šveice
    [CY] Kipra
    [CZ] Čehija
    [DE] Vācija
    [DK] Dānija
    [EE] Igaunija
    [ES] Spānija
    [FI] Somija
    [FR] Francija
    [GB] Apvienotā Karaliste
    [GE] Gruzija
    [GR] Grieķija
    [HR] Horvātija
    [HU] Ungārija
    [IE] Īrija
    [IS] Islande
    [IT] Itālija
    [LI] Lihtenšteina
    [LT] Lietuva
    [LU] Luksemburga
    [LV] Latvija
    [MC] Monako
    [MD] Moldova
    [ME] Melnkalne
    [MK] Ziemeļmaķedonija
    [MT] Malta
    [NL] Nīderlande
    [NO] Norvēģija
    [PL] Polija
    [PT] Portugāle
    [RO] Rumānija
    [RS] Serbija
    [SE] Zviedrija
    [SI] Slovēnija
    [SK] Slovākija
    [SM] Sanmarīno
    [TR] Turcija
    [UA] Ukraina
    [VA] Vatikāns
    [XK] Kosova
   *[other] { $country }
}
country-none = Izvēlieties valsti
