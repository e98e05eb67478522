import { useEffect, useState } from 'react';
import type { DigestData } from '../../../app/protocol.ts';
import { communityAddress, writeAddress } from '../../address/address.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { Moment } from '../moment.tsx';

const place = 'equipo-reminded';
const lookEveryMs = 60_000;
const mostRemembered = 200;

type Reminder = DigestData['communities'][number]['reminders'][number];

const keyOf = ({ need, about, until }: Reminder): string => `${need} ${about} ${until}`;

/** Those this browser has not shown before; it shows each once, in however many windows. */
const takeNew = (reminders: readonly Reminder[]): readonly Reminder[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    const before = Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
    const found = reminders.filter((each) => !before.includes(keyOf(each)));
    if (found.length > 0) {
      const all = [...before, ...found.map(keyOf)].slice(-mostRemembered);
      localStorage.setItem(place, JSON.stringify(all));
    }
    return found;
  } catch {
    // A browser that keeps nothing would say the same again and again.
    return [];
  }
};

/** What ends soon, said once to who listens, and by the browser too where the person allowed it. */
export const Reminders = () => {
  const words = useWords();
  const { askAgain, ...answer } = useQuery({ query: 'practice/digest', changesWith: haveChanged });
  const data = answer.state === 'here' ? answer.data : null;
  const reminders =
    data === null || data.isQuiet
      ? []
      : data.communities.flatMap(({ community, digest, reminders: due }) =>
          due.map((each) => ({ ...each, community, name: digest.name })),
        );
  useEffect(() => {
    const timer = setInterval(askAgain, lookEveryMs);
    return () => clearInterval(timer);
  }, [askAgain]);
  useEffect(() => {
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    for (const each of takeNew(reminders)) {
      new Notification(each.title, { body: words.page(`needs.${each.need}`), tag: keyOf(each) });
    }
  });
  return (
    <div role="status" className="stack" aria-label={words.page('reminder.title')}>
      {reminders.length === 0 ? null : (
        <ul className="notice plain">
          {reminders.map((each) => (
            <li key={`${each.community} ${keyOf(each)}`}>
              {each.name}:{' '}
              <a
                href={writeAddress(
                  communityAddress(
                    each.community,
                    each.decision === null ? 'needs' : 'decision',
                    each.decision,
                  ),
                )}
              >
                {each.title}
              </a>{' '}
              {words.page(`needs.${each.need}`)}, {words.page('needs.until')}{' '}
              {each.until === null ? null : <Moment at={each.until} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

/** Asks the browser, only when the person presses it. */
export const AllowNotices = () => {
  const words = useWords();
  const [permission, setPermission] = useState(() =>
    'Notification' in window ? Notification.permission : 'denied',
  );
  if (permission !== 'default') {
    return <p className="fine">{words.page(permission === 'granted' ? 'reminder.on' : 'reminder.off')}</p>;
  }
  return (
    <button
      type="button"
      className="button"
      onClick={() => void Notification.requestPermission().then(setPermission)}
    >
      {words.page('reminder.allow')}
    </button>
  );
};
