import { type Betweenness, betweenness, drawSources } from './betweenness.ts';
import type { View } from './view.ts';

/** Above so many people, shortest paths are followed from a sample of as many. */
export const mostSources = 5_000;

/** In a window of a longer span, from a sample of as many: there are many windows, and each has its error. */
export const mostSourcesInWindow = 1_000;

/**
 * Betweenness of every node of a view, found once and shared: shortest paths over ties of every kind, without
 * direction or weight (whoever stands between two others does so whichever of them began). Sampled above 5,000
 * people, in a window of a longer span above 1,000, with its error.
 */
export const betweennessOf = (view: View): Betweenness =>
  view.memo('betweenness', () => {
    const most = view.within === view ? mostSources : mostSourcesInWindow;
    return betweenness(view.ties(), drawSources(view.nodeCount, most, view.seed));
  });
