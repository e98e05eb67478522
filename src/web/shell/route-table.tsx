import type { ReactNode } from 'react';
import type { OrganisationData } from '../../app/protocol.ts';
import type { Address, PageId } from '../address/address.ts';
import { EvidenceOf } from '../evidence/evidence-of.tsx';
import { EvidencePage } from '../evidence/evidence-page.tsx';
import { ExperimentPage } from '../experiment/experiment-page.tsx';
import { NetworkPage } from '../network/network-page.tsx';
import { CommunityPage } from '../pages/community-page.tsx';
import { FormalPage } from '../pages/formal-page.tsx';
import { MeasurePage } from '../pages/measure-page.tsx';
import { PatternPage } from '../pages/pattern-page.tsx';
import { SharePage } from '../pages/share-page.tsx';
import { WholePage } from '../pages/whole-page.tsx';
import { PeoplePage } from '../people/people-page.tsx';
import { RoomPage } from '../room/room-page.tsx';
import { ScenarioPage } from '../scenario/scenario-page.tsx';
import type { PageText } from '../text/english.ts';

export interface PageRequest {
  readonly organisation: OrganisationData;
  readonly subject: string | null;
  readonly chosen: Extract<Address, { readonly at: 'organisation' }>['chosen'];
}

export interface Route {
  /** Its name in the navigation; `null`: reached from other pages. */
  readonly title: keyof PageText | null;
  readonly draw: (request: PageRequest) => ReactNode;
}

/** Every page that is built, in the order of the navigation. A page is one entry here and one file in `pages/`. */
export const routes: Partial<Readonly<Record<PageId, Route>>> = {
  whole: {
    title: 'page.whole',
    draw: ({ organisation, chosen }) => <WholePage organisation={organisation} chosen={chosen} />,
  },
  communities: {
    title: 'page.communities',
    draw: ({ organisation }) => <PatternPage organisation={organisation} pattern="communities" />,
  },
  equipotency: {
    title: 'page.equipotency',
    draw: ({ organisation }) => <PatternPage organisation={organisation} pattern="equipotency" />,
  },
  dynamics: {
    title: 'page.dynamics',
    draw: ({ organisation }) => <PatternPage organisation={organisation} pattern="dynamics" />,
  },
  formal: {
    title: 'page.formal',
    draw: ({ organisation }) => <FormalPage organisation={organisation} />,
  },
  network: {
    title: 'page.network',
    draw: ({ organisation, chosen }) => <NetworkPage organisation={organisation} chosen={chosen} />,
  },
  people: {
    title: 'page.people',
    draw: ({ organisation, chosen }) => <PeoplePage organisation={organisation} chosen={chosen} />,
  },
  evidence: {
    title: 'page.evidence',
    draw: ({ organisation, subject }) =>
      subject === null ? (
        <EvidencePage organisation={organisation} />
      ) : (
        <EvidenceOf organisation={organisation} subject={subject} />
      ),
  },
  scenario: {
    title: 'page.scenario',
    draw: ({ organisation, chosen }) => (
      <ScenarioPage key={chosen.challenge ?? ''} organisation={organisation} chosen={chosen} />
    ),
  },
  experiment: {
    title: 'page.experiment',
    draw: ({ organisation, chosen }) => <ExperimentPage organisation={organisation} chosen={chosen} />,
  },
  share: {
    title: 'page.share',
    draw: ({ organisation }) => <SharePage organisation={organisation} />,
  },
  room: {
    title: 'page.room',
    draw: ({ organisation, subject, chosen }) => (
      <RoomPage organisation={organisation} subject={subject} chosen={chosen} />
    ),
  },
  community: {
    title: null,
    draw: ({ organisation, subject }) => <CommunityPage organisation={organisation} letter={subject ?? ''} />,
  },
  measure: {
    title: null,
    draw: ({ organisation, subject }) => <MeasurePage organisation={organisation} id={subject ?? ''} />,
  },
};
