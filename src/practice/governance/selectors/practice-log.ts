import { bytesToHex } from '@noble/hashes/utils.js';
import type { CanonicalMap, CanonicalValue } from '../../../base/canonical-bytes.ts';
import type { SignedEvent } from '../../events/event.ts';
import { encodeEvent } from '../../events/event-codec.ts';
import type { CommunityView } from '../community-view.ts';
import type { CommunityState } from '../state.ts';
import { devices, invitations, members, notCounted } from '../tables.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const jsonOf = (value: CanonicalValue | undefined): Json => {
  if (value === undefined || value === null) return null;
  if (value instanceof Uint8Array) return { hex: bytesToHex(value) };
  if (Array.isArray(value)) return (value as readonly CanonicalValue[]).map(jsonOf);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value as CanonicalMap).map(([key, item]) => [key, jsonOf(item)]));
};

interface Trace {
  readonly kind: 'post' | 'vouch' | 'act';
  /** A conversation; `null` where the act stands in none. */
  readonly context: string | null;
  /** The event it answers. */
  readonly answers: string | null;
  /** Whom it is for. */
  readonly to: string | null;
  /** Whose act it is, where not the writing device's: it is the inviter who vouches. */
  readonly by: string | null;
}

/** What an act that counts is between members; what is not for anybody stays one's own act. */
const traceOf = (state: CommunityState, { id, type, body }: SignedEvent): Trace => {
  const act: Trace = { kind: 'act', context: null, answers: null, to: null, by: null };
  const text = (value: CanonicalValue | undefined): string | null =>
    typeof value === 'string' ? value : null;
  const inDecision = (answers: string | null): Trace => ({
    ...act,
    ...{ kind: 'post', context: `decision ${text(body.decision)}`, answers },
  });
  switch (type) {
    case 'post-written':
      return { ...act, kind: 'post', context: text(body.context), answers: text(body.replyTo) };
    case 'member-admitted': {
      const by = invitations.get(state, text(body.invitation) ?? '')?.by ?? null;
      return { ...act, kind: 'vouch', to: text((body.certificate as CanonicalMap).person), by };
    }
    case 'member-vouched':
      return { ...act, kind: 'vouch', to: text(body.person) };
    // Proposing and opening are starts as a post is; saying something in a decision answers it. An anonymous ballot is
    // nobody's act, and thanks are never counted.
    case 'proposal-drafted':
      return { ...act, kind: 'post', context: `proposal ${id}` };
    case 'decision-opened':
      return { ...act, kind: 'post', context: `decision ${id}`, answers: text(body.proposal) };
    case 'ballot-cast':
    case 'objection-raised':
    case 'concern-voiced':
    case 'nomination-made':
      return inDecision(text(body.decision));
    case 'objection-tested':
      return inDecision(text(body.objection));
    case 'advice-given':
      return inDecision(text(body.ask));
    case 'advice-asked':
    case 'facilitation-handed-on':
    case 'pact-proposed':
      return { ...act, to: text(body.person) ?? text(body.to) ?? text(body.with) };
    case 'right-handed-on':
      return body.toKind === 'person' ? { ...act, to: text(body.to) } : act;
    default:
      return act;
  }
};

/**
 * A community's whole record as the lines of a practice log (NDJSON), for keeping elsewhere and for measuring: a head,
 * then every event in the order everybody agrees on, with who did it and whether it counts.
 * @param isWhole with what was said and signed; without, only what measuring reads
 */
export function* practiceLog(
  { history, state }: CommunityView,
  isWhole = true,
): Generator<string, void, void> {
  yield JSON.stringify({ format: 'equipo-practice-log', version: 1, community: history.community });
  const named = (person: string) => ({ person, name: members.get(state, person)?.name ?? null });
  for (const { event } of history.order) {
    const { id, author, seq, lamport, at, type } = event;
    const isCounted = notCounted.get(state, id) === undefined;
    const trace = isCounted ? traceOf(state, event) : null;
    const person = devices.get(state, author)?.person ?? author;
    yield JSON.stringify({
      id,
      type,
      at,
      by: named(trace?.by ?? person),
      device: author,
      seq,
      lamport,
      counted: isCounted,
      kind: trace?.kind ?? null,
      context: trace?.context ?? null,
      answers: trace?.answers ?? null,
      to: trace?.to == null ? null : named(trace.to),
      ...(isWhole ? { body: jsonOf(event.body), signed: bytesToHex(encodeEvent(event)) } : {}),
    });
  }
}
