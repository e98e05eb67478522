import { useWords } from '../text/words.ts';
import type { Outcome } from './ask-host.ts';

export type Failure = Exclude<Outcome<never>, { readonly how: 'answered' }>;

/** Why something was not done, where it was not; said at once to who listens. */
export const Trouble = ({ trouble }: { readonly trouble: Failure | null }) => {
  const words = useWords();
  return (
    <div role="alert">
      {trouble === null ? null : trouble.how === 'refused' ? (
        <p className="notice" lang="en">
          {trouble.refusal.sentence}
        </p>
      ) : (
        <p className="notice">{words.page('host.not-sent')}</p>
      )}
    </div>
  );
};
