import { useState } from 'react';
import type { PracticeData, Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { SureButton } from '../../shell/sure-button.tsx';
import { useWords } from '../../text/words.ts';
import { Moment } from '../moment.tsx';
import { useDraft } from '../use-draft.ts';

type Person = Queries['practice/:community/people'][number];

/** Notice to somebody that the others are asked to go on without them: the hearing begins here. */
const ProposeRemoval = ({
  community,
  person,
  device = null,
}: {
  readonly community: string;
  readonly person: Person;
  /** One lost device of theirs; `null` where it is about the person. */
  readonly device?: Person['devices'][number] | null;
}) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const [isOpen, setOpen] = useState(false);
  const [reason, write] = useDraft(`${community} removal ${device?.device ?? person.person}`);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {words.page(device === null ? 'removal.propose' : 'removal.propose-device')}
        <span className="unseen"> {device?.name ?? person.name}</span>
      </summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const body = { person: person.person, device: device?.device ?? null, reason: reason.trim() };
          void act(community, 'removal-proposed', body).then((isDone) => {
            if (!isDone) return;
            write('');
            setOpen(false);
          });
        }}
      >
        <p>
          {device === null
            ? words.page('removal.what')
            : words.page('removal.device-what', { name: person.name })}
        </p>
        <label className="stack wide">
          {words.page('removal.reason')}
          <textarea
            className="field"
            rows={2}
            maxLength={4_000}
            value={reason}
            onChange={({ target }) => write(target.value)}
          />
        </label>
        <Trouble trouble={trouble} />
        <button type="submit" className="button" disabled={reason.trim() === '' || isRunning}>
          {words.page('removal.begin')}
        </button>
      </form>
    </details>
  );
};

/** Another name for one of one's own devices. */
const NameDevice = ({
  community,
  device,
}: {
  readonly community: string;
  readonly device: Person['devices'][number];
}) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(device.name);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {words.page('members.rename')}
        <span className="unseen"> {device.name}</span>
      </summary>
      <form
        className="settings"
        onSubmit={(event) => {
          event.preventDefault();
          void act(community, 'device-named', { device: device.device, name: name.trim() }).then((isDone) => {
            if (isDone) setOpen(false);
          });
        }}
      >
        <label>
          {words.page('members.device-name')}{' '}
          <input
            className="field"
            maxLength={120}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <button type="submit" className="button" disabled={name.trim() === '' || isRunning}>
          {words.page('members.rename-save')}
        </button>
        <Trouble trouble={trouble} />
      </form>
    </details>
  );
};

/** One person: how they came, their devices, and what one may do about them. */
export const PersonView = ({
  community,
  person,
  me,
  nameOf,
}: {
  readonly community: string;
  readonly person: Person;
  readonly me: PracticeData['me'];
  readonly nameOf: (person: string) => string;
}) => {
  const words = useWords();
  const { act, send, isRunning, trouble } = useCommand();
  const { name, standing, since, vouchedBy, devices } = person;
  const isMe = person.person === me?.person;
  const isHere = standing === 'member' || standing === 'vouched';
  const mayVouch = isHere && !isMe && me !== null && !vouchedBy.includes(me.person);
  return (
    <li className="stack">
      <h3>
        {name} {isMe ? <span className="badge">{words.page('members.you')}</span> : null}
      </h3>
      <p className="fine">
        {words.page(`members.${standing}`)} <Moment at={since} isDay />
        {vouchedBy.length === 0
          ? null
          : ` · ${words.page('members.vouched-by', { names: vouchedBy.map(nameOf).join(', ') })}`}
      </p>
      <ul className="plain">
        {devices.map((device) => (
          <li key={device.device}>
            {device.name}
            {device.device === me?.device ? ` · ${words.page('members.this-device')}` : ''}
            {device.isRetired ? ` · ${words.page('members.retired')}` : ''}{' '}
            {isMe && !device.isRetired ? <NameDevice community={community} device={device} /> : null}
            {isMe && !device.isRetired && device.device !== me?.device ? (
              <SureButton
                label={words.page('members.retire')}
                about={device.name}
                question={words.page('members.retire-question', { name: device.name })}
                onSure={() => void send('practice-retire-device', { community, device: device.device })}
              />
            ) : null}
            {!isMe && me !== null && standing === 'member' && !device.isRetired ? (
              <ProposeRemoval community={community} person={person} device={device} />
            ) : null}
          </li>
        ))}
      </ul>
      {mayVouch && standing === 'vouched' ? (
        <button
          type="button"
          className="button"
          disabled={isRunning}
          onClick={() => void act(community, 'member-vouched', { person: person.person })}
        >
          {words.page('members.vouch', { name })}
        </button>
      ) : null}
      {standing === 'member' && !isMe && me !== null ? (
        <ProposeRemoval community={community} person={person} />
      ) : null}
      <Trouble trouble={trouble} />
    </li>
  );
};
