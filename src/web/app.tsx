import { useEffect, useRef } from 'react';
import { useAddress } from './address/use-address.ts';
import { MeasureOwnPage } from './measure-own/measure-own-page.tsx';
import { CommunityView } from './practice/community-view.tsx';
import { PracticePage } from './practice/practice-page.tsx';
import { NoSuchPage } from './shell/no-such-page.tsx';
import { OrganisationView } from './shell/organisation-view.tsx';
import { Shell } from './shell/shell.tsx';
import { StartPage } from './start/start-page.tsx';

export const App = () => {
  const address = useAddress();
  const place =
    address.at === 'organisation'
      ? `${address.organisation} ${address.page} ${address.subject}`
      : address.at === 'community'
        ? `${address.community} ${address.page} ${address.subject}`
        : address.at;
  const isFirst = useRef(true);
  // A new page begins at its top, for the eye and for a screen reader, as a page of its own would.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is what decides
  useEffect(() => {
    window.scrollTo(0, 0);
    if (!isFirst.current) document.querySelector('main')?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [place]);
  if (address.at === 'start') return <StartPage />;
  if (address.at === 'measure') return <MeasureOwnPage />;
  if (address.at === 'practice') return <PracticePage />;
  if (address.at === 'community') return <CommunityView key={address.community} address={address} />;
  if (address.at === 'organisation') return <OrganisationView key={address.organisation} address={address} />;
  return (
    <Shell organisation={null} page={null}>
      <NoSuchPage />
    </Shell>
  );
};
