import type { SignedEvent } from '../../practice/events/event.ts';
import type { CommunityState } from '../../practice/governance/state.ts';
import { devices, members, posts } from '../../practice/governance/tables.ts';

/** The newest of what is still on its way: its author's signature holds, and whether it counts shows once all is here. */
export interface ArrivingPost {
  readonly id: string;
  readonly device: string;
  /** Empty while nothing here says whose device it is. */
  readonly name: string;
  /** Claimed. */
  readonly at: number;
  readonly text: string;
  readonly context: string;
}

/** So many are held at once; the oldest claimed go first. */
const mostHeld = 200;

/** Posts seen before their past is here, so that a new device shows what is talked about while the rest arrives. */
export class Arriving {
  readonly #posts = new Map<string, SignedEvent>();

  add(events: readonly SignedEvent[], isHere: (id: string) => boolean): boolean {
    let hasGrown = false;
    for (const event of events) {
      if (event.type !== 'post-written' || isHere(event.id)) continue;
      this.#posts.set(event.id, event);
      hasGrown = true;
    }
    if (this.#posts.size > mostHeld) {
      const kept = this.#newestFirst().slice(0, mostHeld);
      this.#posts.clear();
      for (const event of kept.reverse()) this.#posts.set(event.id, event);
    }
    return hasGrown;
  }

  /** What has not come in by the ordinary way yet, the newest first. */
  shown(state: CommunityState, isHere: (id: string) => boolean): readonly ArrivingPost[] {
    for (const id of this.#posts.keys()) {
      if (isHere(id) || posts.get(state, id) !== undefined) this.#posts.delete(id);
    }
    return this.#newestFirst().flatMap(({ id, author, at, body: { text, context } }) =>
      typeof text === 'string' && typeof context === 'string'
        ? [
            {
              ...{ id, device: author, at, text, context },
              name: members.get(state, devices.get(state, author)?.person ?? '')?.name ?? '',
            },
          ]
        : [],
    );
  }

  /** By the time they claim; of one device in one moment, the later in its log first. */
  #newestFirst(): SignedEvent[] {
    return [...this.#posts.values()].reverse().sort((a, b) => b.at - a.at);
  }
}
