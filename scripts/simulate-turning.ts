/**
 * Simulates the sample organisation `samples/turning/`: about 120 people over two years, who change how they lead
 * halfway. In the first year questions go up the line, few are answered and newcomers wait; from January of the
 * second year decisions are delegated, people turn to one another across units, and facilitation rotates monthly.
 *
 * Nothing here is real and nothing is fitted to anybody: it is a story with known answers, to try Equipo on.
 * Everything follows from one seed, so the same code gives the same bytes.
 */
import { type RandomStream, randomStream } from '../src/base/random.ts';
import { dayMs } from '../src/base/time.ts';

interface Member {
  readonly id: string;
  /** Index of the unit, −1 for the director and the heads of divisions. */
  readonly unit: number;
  /** 1 = director, 2 = head of a division, 3 = leads a unit, 4 = works in it. */
  readonly level: number;
  /** Index of the manager among all members, −1 for the director. */
  readonly manager: number;
  /** Day numbers from the start; `lastDay` is past the end for those who stay. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** A circle of interest across units. */
  readonly circle: number;
}

export interface SimulatedOrganisation {
  /** CSV: time,from,to,kind,context. */
  readonly interactions: string;
  /** CSV: employee,manager,unit,level,from,until. */
  readonly chart: string;
}

const start = Date.UTC(2023, 0, 2);
/** Two years of days; the second begins with the new design. */
const days = 728;
const turnDay = 364;
/** A unit, how many start in it, and its own pace and neighbourhood. */
interface Unit {
  readonly name: string;
  readonly size: number;
  /** Days after the turn until its people begin to work in the new way. */
  readonly turnsAfterDays: number;
  /** Index of the unit it works with most, and the share of its questions to colleagues that go there. */
  readonly partner: number;
  readonly toPartner: number;
}

const units: readonly Unit[] = [
  { name: 'intake', size: 24, turnsAfterDays: 10, partner: 5, toPartner: 0.1 },
  { name: 'design', size: 13, turnsAfterDays: 0, partner: 2, toPartner: 0.3 },
  { name: 'build', size: 19, turnsAfterDays: 45, partner: 1, toPartner: 0.15 },
  { name: 'field', size: 9, turnsAfterDays: 120, partner: 4, toPartner: 0.5 },
  { name: 'supply', size: 8, turnsAfterDays: 150, partner: 3, toPartner: 0.5 },
  { name: 'care', size: 16, turnsAfterDays: 60, partner: 0, toPartner: 0.1 },
  { name: 'learning', size: 7, turnsAfterDays: 0, partner: 1, toPartner: 0.2 },
  { name: 'grounds', size: 11, turnsAfterDays: 300, partner: 5, toPartner: 0.05 },
];
const circles = 18;

/** How people turn to one another under one design. Shares of where a question goes sum to 1. */
interface Design {
  readonly questionsPerDay: number;
  readonly toManager: number;
  readonly toUnit: number;
  readonly toCircle: number;
  readonly toFacilitator: number;
  readonly toAnyone: number;
  /** Chance of an answer from somebody who leads, from a peer, and to a newcomer whoever is asked. */
  readonly leadAnswers: number;
  readonly peerAnswers: number;
  readonly newcomerAnswered: number;
  /** Chance of an answer to somebody who leads, whoever is asked. */
  readonly leadIsAnswered: number;
  readonly medianAnswerHours: number;
  /** Chance that the asker writes back once more. */
  readonly writesBack: number;
}

const commandAndControl: Design = {
  questionsPerDay: 0.13,
  toManager: 0.66,
  toUnit: 0.22,
  toCircle: 0.03,
  toFacilitator: 0,
  toAnyone: 0.09,
  leadAnswers: 0.42,
  peerAnswers: 0.55,
  newcomerAnswered: 0.12,
  leadIsAnswered: 0.9,
  medianAnswerHours: 30,
  writesBack: 0.12,
};

const amongPeers: Design = {
  questionsPerDay: 0.15,
  toManager: 0.12,
  toUnit: 0.37,
  toCircle: 0.31,
  toFacilitator: 0.12,
  toAnyone: 0.08,
  leadAnswers: 0.78,
  peerAnswers: 0.82,
  newcomerAnswered: 0.8,
  leadIsAnswered: 0.8,
  medianAnswerHours: 4,
  writesBack: 0.3,
};

/** New habits come over a month, not overnight, and to some units later than to others. */
const designOn = (day: number, unit: number, random: RandomStream): Design => {
  const turns = turnDay + (units[unit]?.turnsAfterDays ?? 0);
  return random.uniform() < (day - turns) / 30 ? amongPeers : commandAndControl;
};

const idOf = (index: number) => `p-${String(index + 1).padStart(3, '0')}`;

const hire = (random: RandomStream): Member[] => {
  const members: Member[] = [];
  const add = (unit: number, level: number, manager: number, firstDay: number, lastDay: number) => {
    members.push({
      id: idOf(members.length),
      unit,
      level,
      manager,
      firstDay,
      lastDay,
      circle: random.below(circles),
    });
    return members.length - 1;
  };
  const director = add(-1, 1, -1, 0, days);
  const heads = [0, 1, 2].map(() => add(-1, 2, director, 0, days));
  const leads = units.map((_, unit) => add(unit, 3, heads[unit % heads.length]!, 0, days));
  for (const [unit, lead] of leads.entries()) {
    for (let i = 0; i < units[unit]!.size; i++) {
      const leaves = random.uniform() < 0.18;
      add(unit, 4, lead, 0, leaves ? 60 + random.below(days - 60) : days);
    }
    // Somebody new every few months, in both years alike.
    for (let at = 20 + random.below(60); at < days - 60; at += 60 + random.below(60))
      add(unit, 4, lead, at, days);
  }
  return members;
};

const isHoliday = (day: number): boolean => {
  const date = new Date(start + day * dayMs);
  const [month, dayOfMonth] = [date.getUTCMonth(), date.getUTCDate()];
  return (
    (month === 11 && dayOfMonth >= 24) ||
    (month === 0 && dayOfMonth === 1) ||
    (month === 4 && dayOfMonth === 1)
  );
};

const isWorkday = (day: number): boolean => day % 7 < 5 && !isHoliday(day);

/** Fewer questions while many are away in August. */
const pace = (day: number): number => (new Date(start + day * dayMs).getUTCMonth() === 7 ? 0.5 : 1);

/** A minute of the working day, 8:00 to 18:00, rather in the middle. */
const workMinute = (random: RandomStream): number =>
  480 + Math.floor(300 * (random.uniform() + random.uniform()));

/** The time of work `hours` of open office later (ten hours a day, weekends and holidays left out). */
const laterAtWork = (day: number, minute: number, hours: number): { day: number; minute: number } => {
  let onDay = day;
  let atMinute = minute + Math.max(2, Math.round(hours * 60));
  while (atMinute >= 1080) {
    atMinute -= 600;
    do onDay++;
    while (!isWorkday(onDay));
  }
  return { day: onDay, minute: atMinute };
};

/** Log-normal with this median; σ = 1, so that some answers take very long. */
const answerHours = (median: number, random: RandomStream): number => {
  const normal = Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  return median * Math.exp(normal);
};

interface Row {
  readonly timeMs: number;
  readonly from: number;
  readonly to: readonly number[];
  readonly kind: 'message' | 'reply' | 'meeting';
  readonly context: string;
}

const isPresent = (member: Member, day: number) => member.firstDay <= day && day < member.lastDay;

/** Of a unit's members present, the one whose month it is; before the turn the lead. */
const facilitatorOf = (members: readonly Member[], unit: number, day: number): number => {
  const present = [...members.keys()].filter((i) => members[i]!.unit === unit && isPresent(members[i]!, day));
  if (day < turnDay + units[unit]!.turnsAfterDays) return present[0]!;
  return present[Math.floor((day - turnDay) / 30) % present.length]!;
};

const pick = (from: readonly number[], random: RandomStream): number | null =>
  from.length === 0 ? null : from[random.below(from.length)]!;

const askedBy = (
  members: readonly Member[],
  present: readonly number[],
  asker: number,
  design: Design,
  day: number,
  random: RandomStream,
): number | null => {
  const own = members[asker]!;
  const others = present.filter((other) => other !== asker);
  let at = random.uniform();
  const isNext = (share: number): boolean => {
    at -= share;
    return at < 0;
  };
  if (isNext(design.toManager)) return own.manager >= 0 ? own.manager : pick(others, random);
  if (isNext(design.toUnit)) {
    const unit = units[own.unit];
    const among = unit !== undefined && random.uniform() < unit.toPartner ? unit.partner : own.unit;
    return pick(
      others.filter((other) =>
        own.unit >= 0 ? members[other]!.unit === among : members[other]!.manager === asker,
      ),
      random,
    );
  }
  if (isNext(design.toCircle)) {
    return pick(
      others.filter((other) => members[other]!.circle === own.circle),
      random,
    );
  }
  if (isNext(design.toFacilitator) && own.unit >= 0) {
    const facilitator = facilitatorOf(members, own.unit, day);
    return facilitator === asker ? null : facilitator;
  }
  return pick(others, random);
};

const converse = (members: readonly Member[], random: RandomStream): Row[] => {
  const rows: Row[] = [];
  let thread = 0;
  const at = (day: number, minute: number) => start + day * dayMs + minute * 60_000;
  for (let day = 0; day < days; day++) {
    if (!isWorkday(day)) continue;
    const present = [...members.keys()].filter((i) => isPresent(members[i]!, day));
    for (const asker of present) {
      const design = designOn(day, members[asker]!.unit, random);
      if (random.uniform() >= design.questionsPerDay * pace(day)) continue;
      const asked = askedBy(members, present, asker, design, day, random);
      if (asked === null) continue;
      const context = `t${++thread}`;
      const minute = workMinute(random);
      rows.push({ timeMs: at(day, minute), from: asker, to: [asked], kind: 'message', context });
      const isNewcomer = members[asker]!.firstDay > 0 && day - members[asker]!.firstDay < 120;
      const chance = isNewcomer
        ? design.newcomerAnswered
        : members[asker]!.level < 4
          ? design.leadIsAnswered
          : members[asked]!.level < 4
            ? design.leadAnswers
            : design.peerAnswers;
      if (random.uniform() >= chance) continue;
      const answer = laterAtWork(day, minute, answerHours(design.medianAnswerHours, random));
      if (answer.day >= days || !isPresent(members[asked]!, answer.day)) continue;
      rows.push({ timeMs: at(answer.day, answer.minute), from: asked, to: [asker], kind: 'reply', context });
      if (random.uniform() >= design.writesBack) continue;
      const back = laterAtWork(answer.day, answer.minute, answerHours(design.medianAnswerHours / 2, random));
      if (back.day >= days || !isPresent(members[asker]!, back.day)) continue;
      rows.push({ timeMs: at(back.day, back.minute), from: asker, to: [asked], kind: 'reply', context });
    }
    // Units meet every other Monday; whoever facilitates invites.
    if (day % 14 !== 0) continue;
    for (const unit of units.keys()) {
      const host = facilitatorOf(members, unit, day);
      const invited = present.filter(
        (i) => i !== host && members[i]!.unit === unit && random.uniform() < 0.85,
      );
      rows.push({
        timeMs: at(day, 540),
        from: host,
        to: invited,
        kind: 'meeting',
        context: `m${unit}-${day}`,
      });
    }
  }
  return rows.sort((a, b) => a.timeMs - b.timeMs || a.from - b.from || (a.context < b.context ? -1 : 1));
};

const isoMinute = (timeMs: number) => `${new Date(timeMs).toISOString().slice(0, 16)}Z`;
const isoDay = (day: number) => new Date(start + day * dayMs).toISOString().slice(0, 10);

export const simulateTurning = (seed: number): SimulatedOrganisation => {
  const members = hire(randomStream(seed, 'people'));
  const rows = converse(members, randomStream(seed, 'conversation'));
  const interactions = rows.map(
    ({ timeMs, from, to, kind, context }) =>
      `${isoMinute(timeMs)},${idOf(from)},${to.map(idOf).join(';')},${kind},${context}`,
  );
  const divisions = ['people', 'product', 'places'] as const;
  const unitOf = (member: Member, index: number) =>
    member.level === 1 ? 'direction' : member.level === 2 ? divisions[index - 1]! : units[member.unit]!.name;
  const positions = members.map((member, index) =>
    [
      member.id,
      member.manager < 0 ? '' : idOf(member.manager),
      unitOf(member, index),
      member.level,
      isoDay(member.firstDay),
      member.lastDay < days ? isoDay(member.lastDay) : '',
    ].join(','),
  );
  const file = (header: string, lines: readonly string[]) => `${[header, ...lines].join('\n')}\n`;
  return {
    interactions: file('time,from,to,kind,context', interactions),
    chart: file('employee,manager,unit,level,from,until', positions),
  };
};
