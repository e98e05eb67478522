import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { OrganisationData } from '../../app/protocol.ts';
import { absenceOf, formatValue } from '../../kaleidoscope/report/format-value.ts';
import { againstChance, patternKeys, sentenceKeys } from '../../kaleidoscope/report/headline-section.ts';
import { addressOf, writeAddress } from '../address/address.ts';
import { goTo } from '../address/use-address.ts';
import { PortraitView } from '../figure/portrait-view.tsx';
import { NumberPlot } from '../measure/number-plot.tsx';
import { NumberView } from '../measure/number-view.tsx';
import { ExperimentWords } from '../pages/experiment-words.tsx';
import { useWords } from '../text/words.ts';
import { type RoomStep, roomSteps } from './room-steps.ts';

interface StepProps<Is extends RoomStep['is']> {
  readonly organisation: OrganisationData;
  readonly step: Extract<RoomStep, { readonly is: Is }>;
}

const Figure = ({
  organisation,
  layer,
}: {
  readonly organisation: OrganisationData;
  readonly layer: 'lived' | 'chart';
}) => {
  const portrait = organisation.published.portraits.find(
    (each) => each.layer === layer && each.window === 'whole',
  );
  return portrait === undefined ? null : (
    <PortraitView organisation={organisation} portrait={portrait} hasKey={false} />
  );
};

/** A question first: what a room expects is worth more said before the number than after. */
const HeadlineStep = ({ organisation, step: { headline, place } }: StepProps<'headline'>) => {
  const words = useWords();
  const [isShown, setIsShown] = useState(false);
  const plain = organisation.catalogue.find(({ id }) => id === headline.measure);
  if (plain === undefined) return null;
  const text = words.measure(plain);
  const unit = plain.parts.find(({ id }) => id === headline.part)?.unit ?? plain.unit;
  const absence = absenceOf(headline.number, words.figure);
  const sentence = headline.part === null ? sentenceKeys[headline.measure] : undefined;
  return (
    <div className="room-pair">
      <Figure organisation={organisation} layer="lived" />
      <div className="stack">
        <p className="over">{words.say(patternKeys[headline.pattern])}</p>
        <h1>{text.question}</h1>
        {isShown ? (
          absence === null ? (
            <>
              <p className="big">
                <NumberView
                  value={headline.number.value}
                  unit={unit}
                  of={`headlines.${place}.number.value`}
                />
              </p>
              <NumberPlot
                number={headline.number}
                unit={unit}
                range={headline.part === null ? text.range : [null, null]}
              />
              {sentence === undefined ? null : (
                <p>
                  {words.say(sentence, { value: formatValue(headline.number.value, unit, words.figure) })}
                </p>
              )}
              <p>{againstChance(headline.number, words.figure)}</p>
              <p className="fine">{words.say('plot.key')}</p>
            </>
          ) : (
            <p className="absent">{absence}</p>
          )
        ) : (
          <>
            <p>{words.page('room.guess')}</p>
            <button type="button" className="button is-first" onClick={() => setIsShown(true)}>
              {words.page('room.show')}
            </button>
          </>
        )}
      </div>
    </div>
  );
};

const ChallengeStep = ({ organisation, step: { challenge } }: StepProps<'challenge'>) => {
  const words = useWords();
  return (
    <div className="room-pair">
      <Figure organisation={organisation} layer="lived" />
      <div className="stack">
        <p className="over">{words.say('report.challenges')}</p>
        <h1 lang="en">{challenge.title}</h1>
        <p lang="en">{challenge.seen}</p>
        <dl>
          <dt>{words.say('challenge.may-mean')}</dt>
          <dd lang="en">{challenge.mayMean}</dd>
          <dt>{words.say('challenge.could-be')}</dt>
          <dd lang="en">{challenge.couldAlsoBe}</dd>
        </dl>
        <p className="room-question">{words.page('room.ask-challenge')}</p>
      </div>
    </div>
  );
};

const ChooseStep = ({
  organisation,
  step: { challenges },
  chosen,
}: StepProps<'choose'> & { readonly chosen: string | null }) => {
  const words = useWords();
  const steps = roomSteps(organisation.published);
  return (
    <div className="stack">
      <h1>{words.page('room.choose')}</h1>
      {challenges.length === 0 ? (
        <p className="lead">{words.page('room.nothing-seen')}</p>
      ) : (
        <fieldset className="room-choice">
          <legend className="lead">{words.page('room.choose-lead')}</legend>
          {challenges.map((challenge) => (
            <label key={challenge.id} className={chosen === challenge.id ? 'is-chosen' : undefined}>
              <input
                type="radio"
                name="experiment"
                value={challenge.id}
                checked={chosen === challenge.id}
                onChange={() =>
                  goTo(
                    addressOf(organisation.id, 'room', String(steps.length), { experiment: challenge.id }),
                    'replace',
                  )
                }
              />
              <span>
                <strong lang="en">{challenge.title}</strong>
                <span lang="en">{challenge.behavioursToTry[0]}</span>
                <span className="fine">
                  <ExperimentWords organisation={organisation} challenge={challenge} />
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {chosen === null ? null : (
        <p className="notice" role="status">
          {words.page('room.chosen')}
        </p>
      )}
    </div>
  );
};

/** Brings a report into a room: one thing at a time, large, ending in what to talk about and what to try. */
export const RoomPage = ({
  organisation,
  subject,
  chosen,
}: {
  readonly organisation: OrganisationData;
  readonly subject: string | null;
  readonly chosen: Readonly<Record<string, string>>;
}) => {
  const words = useWords();
  const { id, published } = organisation;
  const steps = useMemo(() => roomSteps(published), [published]);
  const at = Math.min(steps.length, Math.max(1, Math.trunc(Number(subject)) || 1));
  const step = steps[at - 1];
  const room = useRef<HTMLDivElement>(null);
  const [canFill] = useState(() => document.fullscreenEnabled);
  const turn = useCallback(
    (to: number) => {
      if (to >= 1 && to <= steps.length) goTo(addressOf(id, 'room', String(to), chosen), 'replace');
    },
    [id, steps.length, chosen],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.matches('input, select, textarea');
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      turn(at + by);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [turn, at]);
  if (step === undefined) return null;
  return (
    <div className="room" ref={room}>
      <nav className="room-bar" aria-label={words.page('room.steps')}>
        <button type="button" className="button" disabled={at === 1} onClick={() => turn(at - 1)}>
          {words.page('room.back')}
        </button>
        <span aria-live="polite">{words.page('room.at', { at, of: steps.length })}</span>
        <button
          type="button"
          className="button is-first"
          disabled={at === steps.length}
          onClick={() => turn(at + 1)}
        >
          {words.page('room.next')}
        </button>
        {canFill ? (
          <button type="button" className="button" onClick={() => void room.current?.requestFullscreen()}>
            {words.page('room.fill')}
          </button>
        ) : null}
        <a href={writeAddress(addressOf(id))}>{words.page('room.leave')}</a>
      </nav>
      {step.is === 'whole' ? (
        <div className="stack">
          <h1>{words.page('room.whole')}</h1>
          <p className="lead">{words.page('room.whole-lead')}</p>
          <Figure organisation={organisation} layer="lived" />
        </div>
      ) : step.is === 'headline' ? (
        <HeadlineStep key={at} organisation={organisation} step={step} />
      ) : step.is === 'formal' ? (
        <div className="stack">
          <h1>{words.page('room.formal')}</h1>
          <div className="pair">
            {(['chart', 'lived'] as const).map((layer) => (
              <figure key={layer}>
                <figcaption>{words.page(layer === 'chart' ? 'whole.beside-chart' : 'room.lived')}</figcaption>
                <Figure organisation={organisation} layer={layer} />
              </figure>
            ))}
          </div>
        </div>
      ) : step.is === 'challenge' ? (
        <ChallengeStep organisation={organisation} step={step} />
      ) : (
        <ChooseStep organisation={organisation} step={step} chosen={chosen.experiment ?? null} />
      )}
    </div>
  );
};
