import { useSettings } from '../shell/settings.ts';

/** A moment as people write it; claimed by whoever acted. */
export const Moment = ({ at, isDay = false }: { readonly at: number; readonly isDay?: boolean }) => {
  const { language } = useSettings();
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()}>
      {date.toLocaleString(language === 'es' ? 'es' : 'en-GB', {
        dateStyle: 'medium',
        ...(isDay ? {} : { timeStyle: 'short' }),
      })}
    </time>
  );
};
