/** Kinds of organisation, stylised: what each stands for, from which public sources, and how it is made. */
import { type RandomStream, randomStream } from '../../base/random.ts';
import { type Design, designOf } from './design.ts';
import { inferredSpine } from './inferred-spine.ts';

export interface Template {
  readonly id: string;
  readonly title: string;
  /** What it is a stylisation of, and what is left out. */
  readonly stylises: string;
  readonly sources: readonly string[];
  make(people: number, random: RandomStream): Design;
}

/** Each person under the one `span` numbers earlier: a tree with so many reports each. */
const evenTree = (people: number, span: number): Int32Array =>
  Int32Array.from({ length: people }, (_, i) => (i === 0 ? -1 : Math.floor((i - 1) / span)));

/** One community for each person who leads only people who lead nobody, and one for everybody above them. */
const teamsOfTree = (above: Int32Array): Pick<Design, 'community' | 'communityCount' | 'facilitator'> => {
  const people = above.length;
  const leads = new Uint8Array(people);
  for (let i = 0; i < people; i++) if (above[i] >= 0) leads[above[i]] = 1;
  const numberOf = new Map<number, number>();
  const facilitator: number[] = [];
  const communityAt = (head: number): number => {
    let number = numberOf.get(head);
    if (number === undefined) {
      number = facilitator.length;
      numberOf.set(head, number);
      facilitator.push(head);
    }
    return number;
  };
  const hasLeafReport = new Uint8Array(people);
  for (let i = 0; i < people; i++) if (above[i] >= 0 && leads[i] === 0) hasLeafReport[above[i]] = 1;
  const community = new Uint32Array(people);
  const root = above.indexOf(-1);
  for (let i = 0; i < people; i++) {
    community[i] = communityAt(leads[i] === 0 && i !== root ? above[i] : hasLeafReport[i] === 1 ? i : root);
  }
  return { community, communityCount: facilitator.length, facilitator: Uint32Array.from(facilitator) };
};

/** People 1 … n − 1 in groups of about `size`; person 0 stands alone at the middle, in the first group. */
const evenGroups = (people: number, size: number) => {
  const count = Math.max(1, Math.round((people - 1) / size));
  const groups: number[][] = Array.from({ length: count }, () => []);
  for (let i = 1; i < people; i++) groups[Math.floor(((i - 1) * count) / (people - 1))].push(i);
  if (groups[0] !== undefined) groups[0].unshift(0);
  const community = new Uint32Array(people);
  groups.forEach((group, c) => {
    for (const person of group) community[person] = c;
  });
  return { groups, community, communityCount: count };
};

/** Ties among all of a group. */
const allTied = (group: readonly number[], a: number[], b: number[]): void => {
  for (let i = 0; i < group.length; i++) {
    for (let j = i + 1; j < group.length; j++) {
      a.push(group[i]);
      b.push(group[j]);
    }
  }
};

const lateral = (a: readonly number[], b: readonly number[]): Design['lateral'] => ({
  a: Uint32Array.from(a),
  b: Uint32Array.from(b),
});

const pyramid: Template = {
  id: 'pyramid',
  title: 'Pyramid',
  stylises:
    'Command and control: everybody has one boss and about five reports, and matters between two people go to their common boss. Left out: the informal ties that every pyramid has.',
  sources: [
    'Weber 1922, Economy and Society, part 1, chapter 3',
    'Dodds, Watts & Sabel 2003, PNAS 100:12516',
  ],
  make: (people) => {
    const above = evenTree(people, 5);
    return designOf({ above, ...teamsOfTree(above) });
  },
};

const matrix: Template = {
  id: 'matrix',
  title: 'Matrix',
  stylises:
    'A pyramid in which everybody without reports has a second parent, the head of a project in another team. Left out: how two bosses settle what they disagree on.',
  sources: ['Galbraith 1971, Matrix organization designs, Business Horizons 14(1):29'],
  make: (people, random) => {
    const above = evenTree(people, 5);
    const teams = teamsOfTree(above);
    const heads = [...teams.facilitator];
    const a: number[] = [];
    const b: number[] = [];
    for (let i = 0; i < people; i++) {
      if (teams.facilitator[teams.community[i]] === i || heads.length < 2) continue;
      const others = heads.filter((head) => head !== above[i] && head !== i);
      if (others.length === 0) continue;
      a.push(i);
      b.push(others[random.below(others.length)]);
    }
    return designOf({ above, ...teams, lateral: lateral(a, b) });
  },
};

const flat: Template = {
  id: 'flat',
  title: 'Flat',
  stylises:
    'One person above everybody, no layer between; colleagues work in groups of about eight who know one another. Left out: the hidden ranks that flat organisations grow.',
  sources: ['Rajan & Wulf 2006, The flattening firm, Review of Economics and Statistics 88:759'],
  make: (people) => {
    const above = new Int32Array(people);
    above[0] = -1;
    const { groups, community, communityCount } = evenGroups(people, 8);
    const a: number[] = [];
    const b: number[] = [];
    for (const group of groups)
      allTied(
        group.filter((person) => person !== 0),
        a,
        b,
      );
    const facilitator = Uint32Array.from(groups, (group) => group[0]);
    return designOf({ above, community, communityCount, facilitator, lateral: lateral(a, b) });
  },
};

const lattice: Template = {
  id: 'lattice',
  title: 'Lattice',
  stylises:
    'A lattice as at W. L. Gore: everybody has a sponsor, nobody a boss; direct ties across a small world; who is asked leads. Left out: the leaders who emerge by being followed.',
  sources: [
    'Gore 1976, The Lattice Organization',
    'Manz, Shipper & Stewart 2009, Everyone a team leader, Organizational Dynamics 38:239',
  ],
  make: (people, random) => {
    // Sponsors came earlier; nobody sponsors more than six.
    const above = new Int32Array(people).fill(-1);
    const sponsored = new Uint8Array(people);
    for (let i = 1; i < people; i++) {
      let sponsor = random.below(i);
      while (sponsored[sponsor] >= 6) sponsor = random.below(i);
      sponsored[sponsor]++;
      above[i] = sponsor;
    }
    const { groups, community, communityCount } = evenGroups(people, 12);
    const a: number[] = [];
    const b: number[] = [];
    for (let i = 0; i < people; i++) {
      for (let step = 1; step <= 3; step++) {
        const far = random.uniform() < 0.1 ? random.below(people) : (i + step) % people;
        if (far === i) continue;
        a.push(i);
        b.push(far);
      }
    }
    return designOf({
      above,
      community,
      communityCount,
      facilitator: Uint32Array.from(groups, (group) => group[0]),
      lateral: lateral(a, b),
      deciders: { within: { by: 'facilitator' }, between: { by: 'those-concerned' } },
    });
  },
};

/** Groups with a contact each; contacts stand under a middle of so many groups, and the middle under the root. */
const groupsUnderMiddles = (people: number, size: number, groupsPerMiddle: number) => {
  const middleCount = Math.max(1, Math.round((people - 1) / (size * groupsPerMiddle + 1)));
  const above = new Int32Array(people);
  above[0] = -1;
  for (let m = 1; m <= middleCount && m < people; m++) above[m] = 0;
  const members = people - 1 - middleCount;
  const groupCount = Math.max(1, Math.round(members / size));
  const groups: number[][] = Array.from({ length: groupCount }, () => []);
  for (let k = 0; k < members; k++) groups[Math.floor((k * groupCount) / members)].push(1 + middleCount + k);
  const community = new Uint32Array(people).fill(groupCount);
  groups.forEach((group, c) => {
    const middle = 1 + (c % middleCount);
    for (const person of group) {
      community[person] = c;
      above[person] = person === group[0] ? middle : group[0];
    }
  });
  return {
    above,
    groups,
    middles: Array.from({ length: middleCount }, (_, m) => m + 1),
    community,
    communityCount: groupCount + 1,
    facilitator: Uint32Array.from([...groups.map((group) => group[0]), 0]),
  };
};

const selfManagingTeams: Template = {
  id: 'self-managing-teams',
  title: 'Self-managing teams',
  stylises:
    'Small teams that run themselves, as at Buurtzorg: about twelve people who decide together, coaches without authority for many teams, a small office. Left out: the clients, and how teams learn.',
  sources: [
    'Gray, Sarnak & Burgers 2015, Home care by self-governing nursing teams, Commonwealth Fund',
    'Laloux 2014, Reinventing Organizations',
  ],
  make: (people) => {
    const { above, groups, community, communityCount, facilitator } = groupsUnderMiddles(people, 12, 40);
    const a: number[] = [];
    const b: number[] = [];
    for (const group of groups) allTied(group, a, b);
    return designOf({
      above,
      community,
      communityCount,
      facilitator,
      lateral: lateral(a, b),
      deciders: { within: { by: 'consent', of: 3 }, between: { by: 'those-concerned' } },
      hasRotation: true,
    });
  },
};

const circles: Template = {
  id: 'circles',
  title: 'Circles',
  stylises:
    'Circles with double links, as in sociocracy: about seven people decide by consent; a leader and a chosen representative of each circle sit in the wider one. Left out: elections and agendas.',
  sources: [
    'Endenburg 1998, Sociocracy: The Organization of Decision-Making',
    'Rau & Koch-Gonzalez 2018, Many Voices One Song',
  ],
  make: (people) => {
    const { above, groups, middles, community, communityCount, facilitator } = groupsUnderMiddles(
      people,
      7,
      5,
    );
    const a: number[] = [];
    const b: number[] = [];
    groups.forEach((group, c) => {
      allTied(group, a, b);
      // The second link: a representative who also sits with the wider circle.
      if (group.length > 1) {
        a.push(group[1]);
        b.push(1 + (c % middles.length));
      }
    });
    allTied([0, ...middles], a, b);
    return designOf({
      above,
      community,
      communityCount,
      facilitator,
      lateral: lateral(a, b),
      deciders: { within: { by: 'consent', of: 3 }, between: { by: 'facilitator' } },
    });
  },
};

/** A design whose spine nobody drew: the shortest way from the person nearest to all. */
const withoutSpine = (
  people: number,
  a: readonly number[],
  b: readonly number[],
  rest: Pick<Design, 'community' | 'communityCount' | 'facilitator'> & Partial<Design>,
): Design =>
  designOf({ above: inferredSpine(people, a, b), spine: 'inferred', lateral: lateral(a, b), ...rest });

const bilateralAgreements: Template = {
  id: 'bilateral-agreements',
  title: 'Bilateral agreements',
  stylises:
    'No bosses, as at Morning Star: everybody agrees in writing with about eight colleagues what they owe one another, most in their own business unit; two people settle what is between them. The spine is inferred.',
  sources: [
    'Hamel 2011, First, let’s fire all the managers, Harvard Business Review 89(12):48',
    'Kirkpatrick 2011, Beyond Empowerment',
  ],
  make: (people, random) => {
    const { groups, community, communityCount } = evenGroups(people, 12);
    const a: number[] = [];
    const b: number[] = [];
    for (let i = 0; i < people; i++) {
      const own = groups[community[i]];
      for (let k = 0; k < 4; k++) {
        const other = random.uniform() < 0.75 ? own[random.below(own.length)] : random.below(people);
        if (other === i) continue;
        a.push(i);
        b.push(other);
      }
    }
    return withoutSpine(people, a, b, {
      community,
      communityCount,
      facilitator: Uint32Array.from(groups, (group) => group[0]),
      deciders: { within: { by: 'those-concerned' }, between: { by: 'those-concerned' } },
    });
  },
};

const maintainerTree: Template = {
  id: 'maintainer-tree',
  title: 'Maintainer tree',
  stylises:
    'A maintainer tree as in the Linux kernel: subsystems of very unequal size, each with a maintainer who decides; what crosses them goes up. Left out: mailing lists that everybody can read.',
  sources: [
    'Linux kernel documentation, A guide to the kernel development process, chapter 2',
    'Corbet & Kroah-Hartman 2017, Linux Kernel Development Report',
  ],
  make: (people, random) => {
    // A newcomer joins a subsystem in proportion to those who are there already.
    const maintainers = Math.max(1, Math.round(people / 10));
    const above = new Int32Array(people);
    above[0] = -1;
    const community = new Uint32Array(people);
    for (let i = 1; i < people; i++) {
      if (i <= maintainers) {
        community[i] = i - 1;
        continue;
      }
      const like = 1 + random.below(i - 1);
      community[i] = community[like];
      above[i] = community[i] + 1;
    }
    const a: number[] = [];
    const b: number[] = [];
    // Reviewers: one colleague in the same subsystem each.
    for (let i = maintainers + 1; i < people; i++) {
      const other = maintainers + 1 + random.below(people - maintainers - 1);
      if (other !== i && community[other] === community[i]) {
        a.push(i);
        b.push(other);
      }
    }
    return designOf({
      above,
      community,
      communityCount: Math.min(maintainers, people - 1) || 1,
      facilitator: Uint32Array.from({ length: Math.min(maintainers, people - 1) || 1 }, (_, c) =>
        Math.min(c + 1, people - 1),
      ),
      lateral: lateral(a, b),
      deciders: { within: { by: 'facilitator' }, between: { by: 'common-boss' } },
    });
  },
};

const openCollaboration: Template = {
  id: 'open-collaboration',
  title: 'Open collaboration',
  stylises:
    'Open collaboration as in Wikipedia: few do much and many do little; those present at a page agree on it; nobody is above anybody. The spine is inferred. Left out: administrators’ powers, and bots.',
  sources: [
    'Forte, Larco & Bruckman 2009, Decentralization in Wikipedia governance, Journal of Management Information Systems 26:49',
    'Ortega, Gonzalez-Barahona & Robles 2008, On the inequality of contributions to Wikipedia, HICSS',
  ],
  make: (people, random) => {
    // Each newcomer works with three people, those with many ties more often (Barabási & Albert 1999).
    const ends: number[] = [0, 1];
    const a: number[] = [0];
    const b: number[] = [1];
    for (let i = 2; i < people; i++) {
      const met = new Set<number>();
      while (met.size < Math.min(3, i)) met.add(ends[random.below(ends.length)]);
      for (const other of met) {
        a.push(i);
        b.push(other);
        ends.push(i, other);
      }
    }
    const { groups, community, communityCount } = evenGroups(people, 15);
    return withoutSpine(people, a, b, {
      community,
      communityCount,
      facilitator: Uint32Array.from(groups, (group) => group[0]),
      deciders: { within: { by: 'consent', of: 3 }, between: { by: 'those-concerned' } },
    });
  },
};

/** The nine, in the order they are listed. */
export const templates: readonly Template[] = [
  pyramid,
  matrix,
  flat,
  lattice,
  selfManagingTeams,
  circles,
  bilateralAgreements,
  maintainerTree,
  openCollaboration,
];

export const leastPeople = 5;
export const mostPeople = 20_000;

/** A template with so many people. The same seed gives the same design. */
export const makeTemplate = (template: Template, people: number, seed: number): Design =>
  template.make(people, randomStream(seed, 'template', template.id));
