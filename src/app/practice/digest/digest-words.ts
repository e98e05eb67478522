/** What a digest is written with. */
import type { Change, ChangeKind } from '../../../practice/governance/digest/digest.ts';
import type { Need } from '../../../practice/governance/selectors/needs-me.ts';

export const digestLanguages = ['en', 'es'] as const;
export type DigestLanguage = (typeof digestLanguages)[number];

type Result = NonNullable<Change['newest'][number]['result']>;

export interface DigestWords {
  readonly need: Readonly<Record<Need, string>>;
  readonly change: Readonly<Record<ChangeKind, readonly [one: string, many: string]>>;
  readonly result: Readonly<Record<Result, string>>;
  readonly withinDay: string;
  readonly withinWeek: string;
  readonly waits: string;
  readonly until: string;
  readonly newSince: string;
  readonly more: (count: number) => string;
  readonly missed: string;
  readonly nothing: string;
  readonly subject: (waits: number, news: number) => string;
  /** Who wrote a mail, and how to have fewer. */
  readonly footer: string;
}

const english: DigestWords = {
  need: {
    answer: 'waits for your answer',
    nominate: 'waits for your nomination',
    'put-forward': 'waits for you to put somebody forward',
    resolve: 'two of your devices answered differently: say which holds',
    'test-objection': 'an objection is to be tested',
    'integrate-objection': 'an objection is to be integrated',
    advise: 'asks for your advice',
    'ask-advice': 'needs advice that you are to ask for',
    close: 'can be closed',
    record: 'what was decided is to be recorded',
    'take-back-to-draft': 'goes back to a draft',
    'answer-term': 'asks whether you take the role',
    elect: 'a role is to be filled',
    review: 'is to be reviewed',
    'answer-pact': 'an agreement between two waits for your answer',
    'see-match': 'fits what you offer or need',
    'answer-removal': 'a removal waits for your answer',
    'be-heard': 'concerns you: you are heard first',
  },
  change: {
    decisions: ['decision opened', 'decisions opened'],
    outcomes: ['decision ended', 'decisions ended'],
    agreements: ['agreement recorded', 'agreements recorded'],
    proposals: ['proposal drafted', 'proposals drafted'],
    posts: ['post', 'posts'],
    members: ['new member', 'new members'],
  },
  result: {
    decided: 'decided',
    fails: 'did not pass',
    'new-round': 'tied: a new round',
    'no-quorum': 'too few answered',
    passes: 'passed',
    'status-quo': 'tied: it stays as it is',
    tied: 'tied',
    undecided: 'not decided',
    unfilled: 'not all were chosen',
    withdrawn: 'withdrawn',
  },
  withinDay: 'Waits for you and ends within a day',
  withinWeek: 'Waits for you and ends within a week',
  waits: 'Waits for you',
  until: 'until',
  newSince: 'New since',
  more: (count) => `and ${count} more`,
  missed: 'Ended without your answer',
  nothing: 'Nothing waits for you and nothing is new.',
  subject: (waits, news) => `Equipo: ${waits} waiting for you, ${news} new`,
  footer:
    'Written by Equipo on your own machine and sent through your own mail account, to you alone.\nHow much and how often: the settings of your digest.',
};

const spanish: DigestWords = {
  need: {
    answer: 'espera tu respuesta',
    nominate: 'espera tu nominación',
    'put-forward': 'espera que propongas a alguien',
    resolve: 'dos de tus dispositivos respondieron distinto: di cuál vale',
    'test-objection': 'hay una objeción por examinar',
    'integrate-objection': 'hay una objeción por integrar',
    advise: 'pide tu consejo',
    'ask-advice': 'necesita un consejo que has de pedir',
    close: 'se puede cerrar',
    record: 'hay que registrar lo decidido',
    'take-back-to-draft': 'vuelve a borrador',
    'answer-term': 'pregunta si asumes el rol',
    elect: 'hay un rol por ocupar',
    review: 'toca revisarlo',
    'answer-pact': 'un acuerdo entre dos espera tu respuesta',
    'see-match': 'encaja con lo que ofreces o necesitas',
    'answer-removal': 'una separación espera tu respuesta',
    'be-heard': 'te concierne: primero se te escucha',
  },
  change: {
    decisions: ['decisión abierta', 'decisiones abiertas'],
    outcomes: ['decisión terminada', 'decisiones terminadas'],
    agreements: ['acuerdo registrado', 'acuerdos registrados'],
    proposals: ['propuesta redactada', 'propuestas redactadas'],
    posts: ['mensaje', 'mensajes'],
    members: ['miembro nuevo', 'miembros nuevos'],
  },
  result: {
    decided: 'decidido',
    fails: 'no salió adelante',
    'new-round': 'empate: otra ronda',
    'no-quorum': 'respondieron muy pocas personas',
    passes: 'salió adelante',
    'status-quo': 'empate: queda como está',
    tied: 'empate',
    undecided: 'sin decidir',
    unfilled: 'no se eligieron todos',
    withdrawn: 'retirada',
  },
  withinDay: 'Te espera y termina en un día',
  withinWeek: 'Te espera y termina en una semana',
  waits: 'Te espera',
  until: 'hasta',
  newSince: 'Nuevo desde',
  more: (count) => `y ${count} más`,
  missed: 'Terminó sin tu respuesta',
  nothing: 'Nada te espera y no hay nada nuevo.',
  subject: (waits, news) => `Equipo: ${waits} por atender, ${news} de nuevo`,
  footer:
    'Escrito por Equipo en tu propio equipo y enviado con tu propia cuenta de correo, solo a ti.\nCuánto y con qué frecuencia: los ajustes de tu resumen.',
};

export const digestWords: Readonly<Record<DigestLanguage, DigestWords>> = { en: english, es: spanish };
