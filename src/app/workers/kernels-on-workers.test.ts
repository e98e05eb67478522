import { describe, expect, it } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { betweenness, drawSources } from '../../measure/network/betweenness.ts';
import { arcsFrom, tiesOf } from '../../measure/network/csr.ts';
import { pageRank } from '../../measure/network/page-rank.ts';
import { betweennessOnWorkers } from './betweenness-on-workers.ts';
import { pageRankOnWorkers } from './page-rank-on-workers.ts';

const nodeCount = 400;
const random = randomStream(5, 'kernels on workers');
const draw = (bound: number) => Uint32Array.from({ length: 3000 }, () => random.below(bound));
const arcs = arcsFrom(nodeCount, draw(nodeCount), draw(nodeCount), draw(5));
const ties = tiesOf(arcs);

describe('kernels on workers', () => {
  it('find the same PageRank as one thread, block by block', async () => {
    expect(await pageRankOnWorkers(arcs)).toEqual(pageRank(arcs, { blocks: 2 }));
    expect(await pageRankOnWorkers(arcs, { blocks: 3, damping: 0.5 })).toEqual(
      pageRank(arcs, { blocks: 3, damping: 0.5 }),
    );
  });

  it('find the same betweenness as one thread, whole and sampled, along arcs and ties', async () => {
    const sources = drawSources(nodeCount, 50, 1);
    expect(await betweennessOnWorkers(arcs, null, 2)).toEqual(betweenness(arcs));
    expect(await betweennessOnWorkers(ties, sources, 2)).toEqual(betweenness(ties, sources));
    expect(await betweennessOnWorkers(ties, sources, 9)).toEqual(betweenness(ties, sources));
  });

  it('find nothing where there is nobody', async () => {
    const none = arcsFrom(0, [], []);
    expect((await pageRankOnWorkers(none)).rank).toHaveLength(0);
    expect((await betweennessOnWorkers(none, null, 2)).value).toHaveLength(0);
  });
});
