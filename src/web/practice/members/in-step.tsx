import type { CommunityHome } from '../../../app/protocol.ts';
import { useWords } from '../../text/words.ts';

type Status = CommunityHome['status'];

/** Whether others have what is here, and whether all of it is understood, in words. */
export const InStep = ({ status }: { readonly status: Status }) => {
  const words = useWords();
  const { peers, missing, forked, isDiskFull, waitingLogs, unverified, fromNewerEquipo } = status;
  const shortKey = (device: string) => device.slice(0, 8);
  const wordOf = (peer: Status['peers'][number]): string => {
    const name = peer.name ?? words.page('in-step.mirror');
    if (peer.device === null)
      return words.page(peer.isCaughtUp ? 'in-step.carries' : 'in-step.taking', { name });
    if (peer.isInStep) return words.page('in-step.same', { name });
    return words.page(peer.isCaughtUp ? 'in-step.working' : 'in-step.taking', { name });
  };
  return (
    <section className="stack" aria-labelledby="in-step">
      <h2 id="in-step">{words.page('in-step.title')}</h2>
      <ul className="plain" aria-live="polite">
        {peers.length === 0 ? <li>{words.page('in-step.alone')}</li> : null}
        {peers.map((peer, place) => (
          <li key={peer.device ?? `mirror ${place}`}>
            {wordOf(peer)}
            {peer.heldBack.length === 0 ? null : (
              <span className="fine">
                {' '}
                {words.page('in-step.held-back', { names: peer.heldBack.join(', ') })}
              </span>
            )}
            {peer.notGiven.length === 0 ? null : (
              <span className="fine">
                {' '}
                {words.page('in-step.not-given', { names: peer.notGiven.join(', ') })}
              </span>
            )}
          </li>
        ))}
        {waitingLogs === 0 ? null : <li>{words.page('in-step.waiting', { count: waitingLogs })}</li>}
        {missing.map(({ name, device, count, namedBy }) => (
          <li key={`missing ${device}`}>
            {words.page('in-step.missing', {
              count,
              name: name ?? shortKey(device),
              others: namedBy.join(', '),
            })}
          </li>
        ))}
        {forked.map(({ name, device, isThisDevice }) => (
          <li key={`forked ${device}`}>
            {isThisDevice
              ? words.page('in-step.forked-here')
              : words.page('in-step.forked', { name: name ?? '', device: shortKey(device) })}
          </li>
        ))}
        {isDiskFull ? <li>{words.page('in-step.disk-full')}</li> : null}
        {unverified === 0 ? null : <li>{words.page('in-step.unverified', { count: unverified })}</li>}
        {fromNewerEquipo === 0 ? null : <li>{words.page('in-step.newer', { count: fromNewerEquipo })}</li>}
      </ul>
      <p className="fine">
        {words.page('in-step.state', { events: status.events })} <code>{status.stateHash.slice(0, 16)}</code>
      </p>
    </section>
  );
};
