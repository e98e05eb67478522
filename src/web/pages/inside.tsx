import { useCallback } from 'react';
import type { HostEvent, OrganisationData } from '../../app/protocol.ts';
import { PortraitView } from '../figure/portrait-view.tsx';
import { useQuery } from '../host/use-query.ts';
import { useWords } from '../text/words.ts';

/** An opened petal: the communities inside one community, as its own kaleidoscope. */
export const Inside = ({
  organisation,
  letter,
}: {
  readonly organisation: OrganisationData;
  readonly letter: string;
}) => {
  const words = useWords();
  const { id } = organisation;
  const changesWith = useCallback(
    (event: HostEvent) => event.type === 'organisation-changed' && event.organisation === id,
    [id],
  );
  const answer = useQuery({ query: 'organisations/:id/inside/:letter', parts: { id, letter }, changesWith });
  const published = answer.state === 'here' ? answer.data.published : null;
  const portrait = published?.portraits.find(({ window }) => window === 'whole');
  return (
    <section className="block" aria-labelledby="inside">
      <h2 id="inside">{words.page('community.inside')}</h2>
      {answer.state === 'asking' ? <p role="status">{words.page('community.inside-asking')}</p> : null}
      {answer.state === 'refused' ? <p className="notice">{answer.refusal.sentence}</p> : null}
      {answer.state !== 'here' ? null : published === null || portrait === undefined ? (
        <p>{words.page('community.inside-none')}</p>
      ) : (
        <>
          <p>{words.page('community.inside-lead', { letter })}</p>
          <PortraitView
            organisation={{ ...organisation, published, communityNames: {} }}
            portrait={portrait}
            leadsOn={false}
          />
        </>
      )}
    </section>
  );
};
