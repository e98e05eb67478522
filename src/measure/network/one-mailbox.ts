import { nobody } from './events.ts';
import type { View } from './view.ts';

/** Above this share of events with one account on them, they are that person's own mailbox. */
export const mailboxShare = 0.8;

/**
 * Whether the whole span is what one person's mailbox (or calendar) holds: then that person stands in the middle
 * of everything by construction, and centralisation, load and lead would measure who exported it.
 *
 * Counted is the share of timed acts with one account as sender or recipient of something that can be answered,
 * answers, or is symmetric. A stated tie has no time; a commit, a review or a reaction lies in a shared place
 * that everybody sees, so the maintainer of a repository is not mistaken for the owner of a mailbox.
 *
 * Judged on the whole span, for a window as well: a quiet month does not make a mailbox of an organisation.
 * Cost O(rows), once for all windows.
 */
export const isOneMailbox = (view: View): boolean =>
  view.within.memo('one mailbox', () => {
    const { events } = view.within;
    const isPersonal = events.kinds.map((kind) => kind.isAnswerable || kind.isAnswer || !kind.isDirected);
    const actsWith = new Uint32Array(events.people);
    const lastAct = new Float64Array(events.people).fill(-1);
    let acts = 0;
    let most = 0;
    let previousAct = -1;
    for (let row = 0; row < events.from.length; row++) {
      if (events.timeMs[row] === Number.NEGATIVE_INFINITY) continue;
      const act = events.act[row];
      if (act !== previousAct) {
        previousAct = act;
        acts++;
      }
      const to = events.to[row];
      if (to === nobody || !isPersonal[events.kind[row]]) continue;
      for (const person of [events.from[row], to]) {
        if (lastAct[person] === act) continue;
        lastAct[person] = act;
        most = Math.max(most, ++actsWith[person]);
      }
    }
    // Two people writing to each other are both on everything; that is a pair, not a mailbox.
    return view.within.nodeCount > 2 && acts > 0 && most / acts > mailboxShare;
  });
