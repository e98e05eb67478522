import { type ReactNode, useEffect, useRef } from 'react';
import type { OrganisationData, RefusalAnswer } from '../../app/protocol.ts';
import { type Address, addressOf, type PageId, practiceAddress, writeAddress } from '../address/address.ts';
import { useHostState } from '../host/host-line.ts';
import { useWords } from '../text/words.ts';
import { routes } from './route-table.tsx';
import { Switches } from './switches.tsx';

const mark = new URL('../style/mark.svg', import.meta.url).href;

/** The frame of every page: the way to all others, the switches, what stays on this machine. */
export const Shell = ({
  organisation,
  page,
  refusal = null,
  place = null,
  children,
}: {
  readonly organisation: OrganisationData | null;
  readonly page: PageId | null;
  /** What the host says now instead of what is shown: the page keeps what it has. */
  readonly refusal?: RefusalAnswer | null;
  /** Another place with pages of its own: its name and the ways within it. */
  readonly place?: {
    readonly name: string;
    readonly links: readonly {
      readonly title: string;
      readonly address: Address;
      readonly isHere: boolean;
    }[];
  } | null;
  readonly children: ReactNode;
}) => {
  const words = useWords();
  const host = useHostState();
  const main = useRef<HTMLElement>(null);
  const pageTitle = page === null ? null : (routes[page]?.title ?? null);
  const title = [
    ...(pageTitle === null ? [] : [words.page(pageTitle)]),
    ...(place === null
      ? []
      : [...place.links.filter(({ isHere }) => isHere).map((link) => link.title), place.name]),
    ...(organisation === null ? [] : [organisation.published.organisation]),
    'Equipo',
  ].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className="shell">
      <button type="button" className="skip button is-first" onClick={() => main.current?.focus()}>
        {words.page('shell.skip')}
      </button>
      <header className="side">
        <a className="brand" href="#/">
          <img src={mark} alt="" width="28" height="28" />
          Equipo
        </a>
        {organisation === null ? null : (
          <nav aria-label={words.page('nav.label')}>
            <ul>
              {(Object.keys(routes) as PageId[]).map((id) => {
                const title = routes[id]?.title ?? null;
                return title === null ? null : (
                  <li key={id}>
                    <a
                      href={writeAddress(addressOf(organisation.id, id))}
                      aria-current={id === page ? 'page' : undefined}
                    >
                      {words.page(title)}
                    </a>
                  </li>
                );
              })}
            </ul>
          </nav>
        )}
        {place === null ? null : (
          <nav aria-label={place.name}>
            <ul>
              {place.links.map(({ title, address, isHere }) => (
                <li key={title}>
                  <a href={writeAddress(address)} aria-current={isHere ? 'page' : undefined}>
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div className="foot">
          {organisation === null && place === null ? null : <a href="#/">{words.page('shell.start')}</a>}
          <a href={writeAddress(practiceAddress)}>{words.page('practice.title')}</a>
          <Switches />
          <p className="fine">{words.page('shell.stays')}</p>
        </div>
      </header>
      <main ref={main} tabIndex={-1}>
        <div role="status">
          {host === 'lost' ? (
            <p className="notice">
              {words.page('host.lost')} {words.page('host.lost-next')}
            </p>
          ) : null}
          {host === 'other' ? (
            <p className="notice">
              {words.page('host.other')} {words.page('host.other-next')}
            </p>
          ) : null}
          {refusal === null ? null : (
            <div className="notice">
              <p lang="en">{refusal.sentence}</p>
              <p>{words.page('host.kept')}</p>
            </div>
          )}
        </div>
        {children}
      </main>
    </div>
  );
};
