/** An invoice as it came in: text, in its sender's language and way of writing amounts. */
export interface SampleInvoice {
  readonly id: string;
  readonly text: string;
}

// 2026-0124 writes its payee with a Cyrillic capital A: a person has to notice that it is not the ACME of 2026-0107.
export const sampleInvoices: readonly SampleInvoice[] = [
  {
    id: "inv-2026-0107",
    text: `Invoice 2026-0107 from ACME GmbH, Hauptstr. 1, 10115 Berlin.
Maintenance of the packing line, November 2026.
Total EUR 1,250.00
IBAN DE89 3704 0044 0532 0130 00
Reference RF18539007547034
Payment due 2026-12-05.

Payee: ACME GmbH
Total: EUR 1,250.00
IBAN: DE89 3704 0044 0532 0130 00
Reference: RF18539007547034
Due: 2026-12-05`,
  },
  {
    id: "inv-2026-0108",
    text: `Rechnung 2026-0108
Müller & Söhne Kältetechnik KG, Am Alten Hafen 17, 20459 Hamburg
3 Stunden Wartung der Kühlzelle 2, Anfahrt, Kleinmaterial

Payee: Müller & Söhne Kältetechnik KG
Total: EUR 1.874,35
IBAN: AT61 1904 3002 3457 3201
Reference: RE-2026-0108
Due: 2026-12-03`,
  },
  {
    id: "inv-2026-0109",
    text: `Facture n° 2026-0109
Imprimerie Moreau & Fils SARL, 14 rue des Tanneurs, 59000 Lille
Catalogue d'hiver, 5 000 exemplaires, TVA comprise

Payee: Imprimerie Moreau & Fils SARL
Total: EUR 6 480,00
IBAN: FR14 2004 1010 0505 0001 3M02 606
Reference: FAC-2026-0109
Due: 2026-12-10`,
  },
  {
    id: "inv-2026-0110",
    text: `Factuur 2026-0110
Van Dijk Logistiek B.V., Waalhaven 33, 3087 Rotterdam
Transport Rotterdam - Duisburg, week 46

Payee: Van Dijk Logistiek B.V.
Total: EUR 3.215,80
IBAN: NL91 ABNA 0417 1643 00
Reference: 2026-0110
Due: 2026-11-30`,
  },
  {
    id: "inv-2026-0111",
    text: `Invoice 2026-0111
Hartley & Webb Solicitors LLP, 8 Temple Row, Birmingham
Advice on the lease of unit 4, 11 hours

Payee: Hartley & Webb Solicitors LLP
Total: GBP 3,960.00
IBAN: GB29 NWBK 6016 1331 9268 19
Reference: HW/2026/0111
Due: 2026-12-15`,
  },
  {
    id: "inv-2026-0112",
    text: `Factura 2026-0112
Viveros Peñalver S.L., Camino de la Acequia 5, 46980 Valencia
Plantas de interior y mantenimiento, trimestre 4

Payee: Viveros Peñalver S.L.
Total: EUR 742,50
IBAN: ES91 2100 0418 4502 0005 1332
Reference: F-2026-0112
Due: 2026-12-01`,
  },
  {
    id: "inv-2026-0113",
    text: `Fattura 2026-0113
Officine Bianchi S.r.l., Via del Lavoro 22, 40127 Bologna
Ricambi per pressa idraulica, spedizione inclusa

Payee: Officine Bianchi S.r.l.
Total: EUR 12.907,16
IBAN: IT60 X054 2811 1010 0000 0123 456
Reference: FT 2026/0113
Due: 2026-12-20`,
  },
  {
    id: "inv-2026-0114",
    text: `Invoice 2026-0114
Brouwers Calibration NV, Industrielaan 9, 2250 Olen
Calibration of six scales with certificates

Payee: Brouwers Calibration NV
Total: EUR 990.00
IBAN: BE68 5390 0754 7034
Reference: 2026-0114
Due: 2026-12-08`,
  },
  {
    id: "inv-2026-0115",
    text: `Rechnung 2026-0115
Alpstein Messtechnik AG, Bahnhofstrasse 40, 9050 Appenzell
Drucksensoren PT-40, 12 Stück

Payee: Alpstein Messtechnik AG
Total: CHF 4'188.60
IBAN: CH93 0076 2011 6238 5295 7
Reference: AM-0115
Due: 2026-12-12`,
  },
  {
    id: "inv-2026-0116",
    text: `Faktura 2026-0116
Kowalski Opakowania Sp. z o.o., ul. Fabryczna 12, 90-001 Łódź
Kartony klapowe, 8 palet

Payee: Kowalski Opakowania Sp. z o.o.
Total: PLN 18 450,00
IBAN: PL61 1090 1014 0000 0712 1981 2874
Reference: FV/2026/0116
Due: 2026-12-04`,
  },
  {
    id: "inv-2026-0117",
    text: `Faktura 2026-0117
Nordström Städservice AB, Kungsgatan 3, 411 19 Göteborg
Städning av kontor, november

Payee: Nordström Städservice AB
Total: SEK 27 500,00
IBAN: SE45 5000 0000 0583 9825 7466
Reference: 2026-0117
Due: 2026-12-18`,
  },
  {
    id: "inv-2026-0118",
    text: `Faktura 2026-0118
Havnegade El ApS, Havnegade 21, 5000 Odense
Udskiftning af tavle i lager

Payee: Havnegade El ApS
Total: DKK 41.200,00
IBAN: DK50 0040 0440 1162 43
Reference: 0118
Due: 2026-12-09`,
  },
  {
    id: "inv-2026-0119",
    text: `Faktura 2026-0119
Fjellvik Rådgivning AS, Strandgaten 7, 5013 Bergen
Revisjon av HMS-rutiner

Payee: Fjellvik Rådgivning AS
Total: NOK 15 750,00
IBAN: NO93 8601 1117 947
Reference: KID 20260119
Due: 2026-12-11`,
  },
  {
    id: "inv-2026-0120",
    text: `Lasku 2026-0120
Koskisen Metalli Oy, Teollisuuskatu 4, 33100 Tampere
Hitsauspalvelu, teline B

Payee: Koskisen Metalli Oy
Total: EUR 2.060,40
IBAN: FI21 1234 5600 0007 85
Reference: 2026-0120
Due: 2026-12-02`,
  },
  {
    id: "inv-2026-0121",
    text: `Fatura 2026-0121
Cerâmica Azevedo, Lda., Rua da Olaria 88, 3810-193 Aveiro
Azulejo para a recepção

Payee: Cerâmica Azevedo, Lda.
Total: EUR 5.333,00
IBAN: PT50 0002 0123 1234 5678 9015 4
Reference: FT A/0121
Due: 2026-12-22`,
  },
  {
    id: "inv-2026-0122",
    text: `Invoice 2026-0122
Liffey Cloud Hosting Ltd, 2 Quay Street, Dublin 2
Hosting, December 2026 (charged in US dollars)

Payee: Liffey Cloud Hosting Ltd
Total: USD 899.99
IBAN: IE29 AIBK 9311 5212 3456 78
Reference: LCH-0122
Due: 2026-12-01`,
  },
  {
    id: "inv-2026-0123",
    text: `Invoice 2026-0123
Takahashi Precision Europe S.A., 5 rue Edward Steichen, Luxembourg
Tool inserts, priced in yen

Payee: Takahashi Precision Europe S.A.
Total: JPY 1,240,000
IBAN: LU28 0019 4006 4475 0000
Reference: TPE-2026-0123
Due: 2026-12-30`,
  },
  {
    id: "inv-2026-0124",
    text: `Invoice 2026-0124 from \u0410CME GmbH, Hauptstr. 1, 10115 Berlin.
Please note our new bank account.

Payee: \u0410CME GmbH
Total: EUR 9,850.00
IBAN: CZ65 0800 0000 1920 0014 5399
Reference: RF18539007547034
Due: 2026-11-29`,
  },
  {
    id: "inv-2026-0125",
    text: `Számla 2026-0125
Balatoni Gépgyár Zrt., Ipari park 1, 8600 Siófok
Alkatrészek a 4. szállítószalaghoz, tételesen:
${conveyorParts()}

Payee: Balatoni Gépgyár Zrt.
Total: HUF 4.812.300,00
IBAN: HU42 1177 3016 1111 1018 0000 0000
Reference: SZ-2026-0125
Due: 2026-12-16`,
  },
  {
    id: "inv-2026-0126",
    text: `Factură 2026-0126
Transilvania Lemn S.R.L., Str. Fabricii 10, 400620 Cluj-Napoca
Paleți din lemn tratat, 400 buc.

Payee: Transilvania Lemn S.R.L.
Total: EUR 22.640,50
IBAN: RO49 AAAA 1B31 0075 9384 0000
Reference: TL-0126
Due: 2026-12-07`,
  },
];

// Sixty lines, so that one sample is long enough to scroll.
function conveyorParts(): string {
  return Array.from({ length: 60 }, (_, index) => {
    const line = index + 1;
    const section = `${"ABCDEF".charAt(line % 6)}${(line % 9) + 1}`;
    return `${line}. Spare part HU-${1000 + 7 * line} for conveyor section ${section}, ${((line * 3) % 11) + 1} pcs`;
  }).join("\n");
}
