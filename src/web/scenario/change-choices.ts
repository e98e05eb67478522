/** Changes a person can choose, and how a scenario file's words say them. */
export interface ChangeChoice {
  /** As words say it, before an amount. */
  readonly id: string;
  readonly english: string;
  readonly spanish: string;
  /** What stands between the words and the amount, and the amount to begin with; `null`: there is none. */
  readonly amount: { readonly sign: '=' | ':'; readonly first: number } | null;
}

const none = null;
const after = (sign: '=' | ':', first: number) => ({ sign, first });

export const changeChoices: readonly ChangeChoice[] = [
  {
    id: 'delegate=within:facilitator',
    english: 'matters within a community are decided by its facilitator',
    spanish: 'los asuntos de una comunidad los decide quien la facilita',
    amount: none,
  },
  {
    id: 'delegate=within:consent',
    english: 'matters within a community are decided by consent of so many',
    spanish: 'los asuntos de una comunidad se deciden por consentimiento de tantas personas',
    amount: after(':', 3),
  },
  {
    id: 'delegate=between:consent',
    english: 'matters between communities are decided by consent of so many',
    spanish: 'los asuntos entre comunidades se deciden por consentimiento de tantas personas',
    amount: after(':', 4),
  },
  {
    id: 'delegate=all:those-concerned',
    english: 'those concerned settle all matters between them',
    spanish: 'quienes están implicados resuelven todo entre sí',
    amount: none,
  },
  {
    id: 'remove-layer',
    english: 'remove this layer, counted from the top',
    spanish: 'quitar este nivel, contado desde arriba',
    amount: after('=', 1),
  },
  {
    id: 'add-bridges=multiscale',
    english: 'add so many bridges at all distances',
    spanish: 'añadir tantos puentes a todas las distancias',
    amount: after(':', 10),
  },
  {
    id: 'add-bridges=random',
    english: 'add so many bridges anywhere',
    spanish: 'añadir tantos puentes en cualquier lugar',
    amount: after(':', 10),
  },
  {
    id: 'rotate-facilitation',
    english: 'facilitation goes round',
    spanish: 'la facilitación rota',
    amount: none,
  },
  {
    id: 'form',
    english: 'form communities of so many',
    spanish: 'formar comunidades de tantas personas',
    amount: after('=', 8),
  },
  {
    id: 'split',
    english: 'split the community of this number',
    spanish: 'dividir la comunidad de este número',
    amount: after('=', 1),
  },
  {
    id: 'lose-busiest',
    english: 'lose the busiest, so many percent',
    spanish: 'perder a las personas más ocupadas, tanto por ciento',
    amount: after('=', 5),
  },
  {
    id: 'lose-random',
    english: 'lose anyone, so many percent',
    spanish: 'perder a cualesquiera, tanto por ciento',
    amount: after('=', 5),
  },
  {
    id: 'load',
    english: 'so many times the load',
    spanish: 'tantas veces la carga',
    amount: after('=', 2),
  },
  {
    id: 'newcomers',
    english: 'so many newcomers join',
    spanish: 'llegan tantas personas nuevas',
    amount: after('=', 5),
  },
];

export const wordsOfChange = (choice: ChangeChoice, amount: number): string =>
  choice.amount === null ? choice.id : `${choice.id}${choice.amount.sign}${amount}`;
