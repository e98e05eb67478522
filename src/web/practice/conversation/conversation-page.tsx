import { useState } from 'react';
import type { CommunityHome, Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { Moment } from '../moment.tsx';
import { useDraft } from '../use-draft.ts';
import { useMe } from '../use-me.ts';

type Post = Queries['practice/:community/conversation'][number]['posts'][number];

const everybody = 'everybody';

const Writing = ({
  community,
  context,
  replyTo,
  label,
  onSent = () => undefined,
}: {
  readonly community: string;
  readonly context: string;
  readonly replyTo: string | null;
  readonly label: string;
  readonly onSent?: () => void;
}) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const [text, write] = useDraft(`${community} ${context} ${replyTo ?? ''}`);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void act(community, 'post-written', { text: text.trim(), context, replyTo }).then((isDone) => {
          if (!isDone) return;
          write('');
          onSent();
        });
      }}
    >
      <label className="stack">
        {label}
        <textarea
          className="field"
          rows={replyTo === null ? 3 : 2}
          maxLength={20_000}
          value={text}
          onChange={({ target }) => write(target.value)}
        />
      </label>
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button type="submit" className="button is-first" disabled={text.trim() === '' || isRunning}>
          {words.page('conversation.send')}
        </button>
      </div>
    </form>
  );
};

const PostView = ({
  post,
  community,
  context,
  me,
}: {
  readonly post: Post;
  readonly community: string;
  readonly context: string;
  readonly me: string;
}) => {
  const words = useWords();
  const { act, trouble } = useCommand();
  const [isReplying, setReplying] = useState(false);
  return (
    <li className="post">
      <p className="fine">
        <strong>{post.name}</strong> <Moment at={post.at} />
      </p>
      {post.text === null ? (
        <p className="absent">{words.page('conversation.taken-back')}</p>
      ) : (
        <p className="said">{post.text}</p>
      )}
      <div className="buttons">
        <button type="button" className="button is-plain" onClick={() => setReplying(!isReplying)}>
          {words.page('conversation.reply')}
          <span className="unseen"> {post.name}</span>
        </button>
        {post.by === me && post.text !== null ? (
          <button
            type="button"
            className="button is-plain"
            onClick={() => void act(community, 'post-undone', { post: post.id })}
          >
            {words.page('conversation.undo')}
          </button>
        ) : null}
      </div>
      <Trouble trouble={trouble} />
      {isReplying ? (
        <Writing
          community={community}
          context={context}
          replyTo={post.id}
          label={words.page('conversation.your-reply')}
          onSent={() => setReplying(false)}
        />
      ) : null}
      {post.replies.length === 0 ? null : (
        <ul className="posts">
          {post.replies.map((reply) => (
            <PostView key={reply.id} post={reply} community={community} context={context} me={me} />
          ))}
        </ul>
      )}
    </li>
  );
};

/** What members say to one another, by what it is about. */
export const ConversationPage = ({ home }: { readonly home: CommunityHome }) => {
  const words = useWords();
  const { community } = home.status;
  const me = useMe()?.person ?? '';
  const answer = useQuery({
    query: 'practice/:community/conversation',
    parts: { community },
    changesWith: haveChanged,
  });
  const [chosen, setChosen] = useState(everybody);
  const [opened, setOpened] = useState('');
  const all = answer.state === 'here' ? answer.data : [];
  const contexts = [...new Set([everybody, ...all.map(({ context }) => context), chosen])];
  const posts = all.find(({ context }) => context === chosen)?.posts ?? [];
  return (
    <>
      <header className="page-head">
        <h1>{words.page('practice.page-conversation')}</h1>
        <p className="lead">{words.page('conversation.lead')}</p>
      </header>
      <div className="settings">
        <label>
          {words.page('conversation.about')}{' '}
          <select className="field" value={chosen} onChange={({ target }) => setChosen(target.value)}>
            {contexts.map((context) => (
              <option key={context} value={context}>
                {context === everybody ? words.page('conversation.everybody') : context}
              </option>
            ))}
          </select>
        </label>
        <form
          className="settings"
          onSubmit={(event) => {
            event.preventDefault();
            if (opened.trim() === '') return;
            setChosen(opened.trim());
            setOpened('');
          }}
        >
          <label>
            {words.page('conversation.new-about')}{' '}
            <input
              className="field"
              maxLength={120}
              value={opened}
              onChange={({ target }) => setOpened(target.value)}
            />
          </label>
          <button type="submit" className="button" disabled={opened.trim() === ''}>
            {words.page('conversation.open')}
          </button>
        </form>
      </div>
      {home.isMember ? (
        <Writing
          key={chosen}
          community={community}
          context={chosen}
          replyTo={null}
          label={words.page('conversation.write')}
        />
      ) : null}
      {home.arriving.length === 0 ? null : (
        <section className="stack" aria-labelledby="arriving">
          <h2 id="arriving">{words.page('conversation.arriving')}</h2>
          <p className="fine">{words.page('conversation.arriving-what')}</p>
          <ul className="posts">
            {home.arriving.map(({ id, device, name, at, text }) => (
              <li key={id} className="post">
                <p className="fine">
                  {name === '' ? <code>{device.slice(0, 8)}</code> : <strong>{name}</strong>}{' '}
                  <Moment at={at} />
                </p>
                <p className="said">{text}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {answer.state === 'here' && posts.length === 0 ? (
        <p className="absent">{words.page('conversation.empty')}</p>
      ) : null}
      <ul className="posts" aria-live="polite">
        {[...posts].reverse().map((post) => (
          <PostView key={post.id} post={post} community={community} context={chosen} me={me} />
        ))}
      </ul>
    </>
  );
};
