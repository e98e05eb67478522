import type { OrganisationData } from '../../app/protocol.ts';
import { addressOf, writeAddress } from '../address/address.ts';
import { MeasureView } from '../measure/measure-view.tsx';
import { useWords } from '../text/words.ts';

/** One measure on a page of its own, with everything open. */
export const MeasurePage = ({
  organisation,
  id,
}: {
  readonly organisation: OrganisationData;
  readonly id: string;
}) => {
  const words = useWords();
  const text = organisation.catalogue.find((each) => each.id === id);
  if (text === undefined || organisation.published.measures[id] === undefined)
    return (
      <div className="stack">
        <h1>{words.page('unknown.title')}</h1>
        <p>{words.page('measure.none')}</p>
        <p>{words.page('measure.none-next')}</p>
      </div>
    );
  return (
    <>
      <p>
        <a href={writeAddress(addressOf(organisation.id, text.pattern))}>
          {words.page(`page.${text.pattern}`)}
        </a>
      </p>
      <MeasureView organisation={organisation} id={id} isOpen />
    </>
  );
};
