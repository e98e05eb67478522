import type { CommunityState } from '../state.ts';
import { type OfferRow, offers } from './exchange-tables.ts';

export interface Match {
  readonly offer: string;
  readonly need: string;
  readonly shared: readonly string[];
}

/** Offers beside needs of others that share a tag, those that share most first. Both are open at the time. */
export const matchesAt = (state: CommunityState, at: number): readonly Match[] => {
  const open = [...offers.all(state)].filter(([, row]) => !row.isClosed && row.until > at);
  const tagsOf = ({ tags }: OfferRow) => new Set(tags.map((tag) => tag.trim().toLowerCase()));
  const needs = open
    .filter(([, row]) => row.kind === 'need')
    .map(([id, row]) => ({ id, row, tags: tagsOf(row) }));
  const matches = open
    .filter(([, row]) => row.kind === 'offer')
    .flatMap(([offer, row]) => {
      const tags = [...tagsOf(row)];
      return needs
        .filter((need) => need.row.by !== row.by)
        .map((need) => ({ offer, need: need.id, shared: tags.filter((tag) => need.tags.has(tag)).sort() }))
        .filter(({ shared }) => shared.length > 0);
    });
  return matches.sort(
    (a, b) => b.shared.length - a.shared.length || (`${a.offer}/${a.need}` < `${b.offer}/${b.need}` ? -1 : 1),
  );
};
