import type { ReactNode } from 'react';
import type { CommunityHome } from '../../app/protocol.ts';
import { type Address, type CommunityPageId, communityAddress } from '../address/address.ts';
import { useQuery } from '../host/use-query.ts';
import { NoSuchPage } from '../shell/no-such-page.tsx';
import { Shell } from '../shell/shell.tsx';
import { useWords } from '../text/words.ts';
import { ActivityPage } from './activity-page.tsx';
import { AgreementsPage } from './agreements/agreements-page.tsx';
import { CirclesPage } from './circles/circles-page.tsx';
import { ConversationPage } from './conversation/conversation-page.tsx';
import { DecidePage } from './deciding/decide-page.tsx';
import { DecisionLogPage } from './deciding/decision-log-page.tsx';
import { DecisionPage } from './deciding/decision-page.tsx';
import { ProposalPage } from './deciding/proposal-page.tsx';
import { Reminders } from './digest/reminders.tsx';
import { OffersPage } from './exchange/offers-page.tsx';
import { haveChanged } from './have-changed.ts';
import { MembersPage } from './members/members-page.tsx';
import { NeedsPage } from './needs-page.tsx';

const routes: Readonly<Record<CommunityPageId, (home: CommunityHome, subject: string) => ReactNode>> = {
  needs: (home) => <NeedsPage home={home} />,
  conversation: (home) => <ConversationPage home={home} />,
  decide: (home) => <DecidePage home={home} />,
  agreements: (home) => <AgreementsPage home={home} />,
  circles: (home) => <CirclesPage home={home} />,
  offers: (home) => <OffersPage home={home} />,
  log: (home) => <DecisionLogPage home={home} />,
  members: (home) => <MembersPage home={home} />,
  activity: (home) => <ActivityPage home={home} />,
  decision: (home, id) => <DecisionPage key={id} home={home} id={id} />,
  proposal: (home, id) => <ProposalPage key={id} home={home} id={id} />,
};

/** Pages that others lead to. */
const isInner = (page: CommunityPageId): page is 'decision' | 'proposal' =>
  page === 'decision' || page === 'proposal';

/** One community, at one of its pages. */
export const CommunityView = ({
  address,
}: {
  readonly address: Extract<Address, { readonly at: 'community' }>;
}) => {
  const words = useWords();
  const { community, page, subject } = address;
  const answer = useQuery({
    query: 'practice/:community/home',
    parts: { community },
    changesWith: haveChanged,
  });
  const home = answer.state === 'here' ? answer.data : null;
  const name = home?.status.name ?? '';
  const links = (Object.keys(routes) as CommunityPageId[]).flatMap((each) =>
    isInner(each)
      ? []
      : [
          {
            title: words.page(`practice.page-${each}`),
            address: communityAddress(community, each),
            isHere: each === page || (each === 'decide' && isInner(page)),
          },
        ],
  );
  return (
    <Shell
      organisation={null}
      page={null}
      refusal={answer.state === 'here' ? answer.refusal : null}
      place={{ name: name === '' ? words.page('practice.community') : name, links }}
    >
      {answer.state === 'refused' ? (
        <NoSuchPage refusal={answer.refusal} isGone={answer.isGone} />
      ) : home === null ? (
        <p role="status">{words.page('shell.opening')}</p>
      ) : (
        <div className="practice stack">
          {home.isMember ? null : <p className="notice">{words.page('practice.no-member-here')}</p>}
          <Reminders />
          {routes[page](home, subject ?? '')}
        </div>
      )}
    </Shell>
  );
};
