import type { Queries } from '../../../app/protocol.ts';
import { useWords } from '../../text/words.ts';
import { Moment } from '../moment.tsx';

type Version = Queries['practice/:community/proposal/:id']['versions'][number];

/** The versions of a proposal, the latest first, each with what it changed and why. */
export const Versions = ({ versions }: { readonly versions: readonly Version[] }) => {
  const words = useWords();
  return (
    <details>
      <summary>{words.page('proposal.versions', { count: versions.length })}</summary>
      <ol className="plain">
        {[...versions].reverse().map(({ id, number, by, at, title, why, changes }) => (
          <li key={id} className="stack">
            <p>
              <strong>
                {number}. {title}
              </strong>{' '}
              <span className="fine">
                {by.name} <Moment at={at} />
              </span>
            </p>
            {why === '' ? null : <p>{words.page('proposal.why', { why })}</p>}
            {changes.length === 0 ? null : (
              <p className="said">
                {changes.map((change, place) => {
                  const key = `${place} ${change.kind}`;
                  if (change.kind === 'added') return <ins key={key}>{change.text}</ins>;
                  if (change.kind === 'removed') return <del key={key}>{change.text}</del>;
                  return <span key={key}>{change.text}</span>;
                })}
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
};
