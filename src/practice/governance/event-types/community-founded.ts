import { choice, fields, integer, list, record, text } from '../body-shape.ts';
import { type Certificate, certificateShape, isCertified } from '../certificate.ts';
import { decisionMethods } from '../decisions/decision-terms.ts';
import { eventType, type Rule } from '../event-type.ts';
import { type AgreedMethods, matters, membershipMethods } from '../matters.ts';
import { communities, devices, type Joining, members } from '../tables.ts';

export type CommunityFounded = {
  readonly certificate: Certificate;
  readonly founderName: string;
  readonly deviceName: string;
  readonly name: string;
  readonly purpose: string;
  readonly agreements: readonly string[];
  readonly methods: AgreedMethods;
  readonly joining: Joining;
  readonly vouchesNeeded: number;
  readonly hearingDays: number;
};

const onlyTheFirstEventFounds: Rule<CommunityFounded> = ({ state, placed }) =>
  placed.parents.length === 0 && communities.get(state, 'community') === undefined ? null : 'founded-already';

const theFounderSignsTheirOwnDevice: Rule<CommunityFounded> = ({ device, body }) =>
  body.certificate.device === device && isCertified(body.certificate) ? null : 'certificate-wrong';

const aRemovalIsAnsweredOneByOne: Rule<CommunityFounded> = ({ body: { methods } }) =>
  methods.membership === undefined || membershipMethods.some((each) => each === methods.membership)
    ? null
    : 'terms-unsound';

export const communityFounded = eventType<CommunityFounded>({
  type: 'community-founded',
  shape: fields<CommunityFounded>({
    certificate: certificateShape,
    founderName: text(120, 1),
    deviceName: text(120),
    name: text(120, 1),
    purpose: text(4000, 1),
    agreements: list(text(4000, 1), 50),
    methods: record(choice(...matters), choice(...decisionMethods), matters.length),
    joining: choice('open', 'by-invitation', 'by-decision'),
    vouchesNeeded: integer(1, 2),
    hearingDays: integer(0, 90),
  }),
  rules: [onlyTheFirstEventFounds, theFounderSignsTheirOwnDevice, aRemovalIsAnsweredOneByOne],
  transform: ({ state, at, body }) => {
    const { certificate, founderName, deviceName, ...community } = body;
    communities.put(state, 'community', { ...community, foundedAt: at, founder: certificate.person });
    members.put(state, certificate.person, { standing: 'member', name: founderName, since: at });
    devices.put(state, certificate.device, {
      person: certificate.person,
      name: deviceName,
      isRetired: false,
    });
  },
});
