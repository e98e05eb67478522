import { UndirectedGraph } from 'graphology';
import { Sigma } from 'sigma';
import { EdgeLineProgram } from 'sigma/rendering';
import type { Settings } from 'sigma/settings';
import type { NetworkData } from '../../app/protocol.ts';

export interface MapColours {
  readonly node: string;
  readonly tieInside: string;
  readonly tieAcross: string;
  readonly formal: string;
  readonly chosen: string;
  readonly faded: string;
  readonly text: string;
}

export interface DrawnMap {
  /** Shows whom one person is tied to; `null`: everybody alike. */
  choose(node: number | null): void;
  showFormal(isShown: boolean): void;
  close(): void;
}

/** Where each community's letter stands: outside its disc, away from the middle of the map. */
const lettersOf = ({ communities, x, y }: NetworkData) =>
  [...new Set(communities)]
    .filter((letter) => letter !== '')
    .map((letter) => {
      const held = communities.flatMap((each, node) =>
        each === letter ? [{ x: x[node] ?? 0, y: -(y[node] ?? 0) }] : [],
      );
      const middle = {
        x: held.reduce((sum, each) => sum + each.x, 0) / held.length,
        y: held.reduce((sum, each) => sum + each.y, 0) / held.length,
      };
      const radius = Math.max(...held.map((each) => Math.hypot(each.x - middle.x, each.y - middle.y)));
      const away = Math.hypot(middle.x, middle.y);
      const factor = away < radius ? 1 : 1 + (radius + 0.09) / away;
      return { letter, place: { x: middle.x * factor, y: middle.y * factor } };
    });

/** More ties than this are drawn as the thinnest of lines, and left out while the map is moved. */
const manyTies = 20_000;
/** Larger maps show names only close by. */
const mostNamedAtOnce = 60;

/**
 * Draws people and ties with WebGL. Everybody is of one size: a map of who is tied to whom ranks nobody.
 *
 * @throws Error where the browser has no WebGL
 */
export const drawMap = (
  container: HTMLElement,
  network: NetworkData,
  colours: MapColours,
  onChoose: (node: number | null) => void,
): DrawnMap => {
  const { labels, communities, x, y, from, to, managers } = network;
  const graph = new UndirectedGraph();
  const size = Math.max(2, Math.min(9, 90 / Math.sqrt(labels.length)));
  for (const [node, label] of labels.entries()) {
    // The map's y grows upwards, the figure's downwards: one map, one way up.
    graph.addNode(node, { x: x[node], y: -(y[node] ?? 0), size, label });
  }
  for (const [k, a] of from.entries()) {
    const b = to[k] ?? a;
    const isInside = communities[a] === communities[b];
    graph.addEdgeWithKey(k, a, b, {
      color: isInside ? colours.tieInside : colours.tieAcross,
      size: 0.7,
      zIndex: isInside ? 0 : 1,
      isFormal: false,
    });
  }
  const formal: string[] = [];
  const letters = lettersOf(network).map(({ letter, place }) => {
    const element = document.createElement('span');
    element.textContent = letter;
    element.className = 'map-letter';
    return { element, place };
  });
  let chosen: number | null = null;
  const isNear = (node: number) => chosen === null || node === chosen || graph.areNeighbors(chosen, node);

  const nodeReducer: NonNullable<Settings['nodeReducer']> = (key, data) => {
    const node = Number(key);
    if (node === chosen)
      return { ...data, color: colours.chosen, size: size * 1.6, forceLabel: true, zIndex: 2 };
    return isNear(node)
      ? { ...data, forceLabel: true, zIndex: 1 }
      : { ...data, color: colours.faded, label: null };
  };
  const edgeReducer: NonNullable<Settings['edgeReducer']> = (edge, data) => {
    if (data.isFormal) return data;
    const isOwn = chosen !== null && graph.hasExtremity(edge, chosen);
    return isOwn ? { ...data, color: colours.chosen, size: 1.4, zIndex: 2 } : { ...data, hidden: true };
  };
  const isLarge = from.length > manyTies;
  const renderer = new Sigma(graph, container, {
    hideEdgesOnMove: isLarge,
    ...(isLarge ? { edgeProgramClasses: { line: EdgeLineProgram } } : {}),
    labelRenderedSizeThreshold: labels.length <= mostNamedAtOnce ? 0 : size * 2.2,
    labelColor: { color: colours.text },
    labelFont: getComputedStyle(container).fontFamily,
    labelSize: 13,
    stagePadding: 40,
    zIndex: true,
    minCameraRatio: 0.02,
    maxCameraRatio: 2,
    defaultNodeColor: colours.node,
    // Hovering would draw a white box whatever the theme; who is meant is said beside the map.
    defaultDrawNodeHover: () => {},
  });
  container.append(...letters.map(({ element }) => element));
  renderer.on('afterRender', () => {
    for (const { element, place } of letters) {
      const { x, y } = renderer.graphToViewport(place);
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
    }
  });
  renderer.on('clickNode', ({ node }) => onChoose(Number(node)));
  renderer.on('clickStage', () => onChoose(null));

  return {
    choose(node) {
      if (node === chosen) return;
      chosen = node;
      // Without somebody chosen nothing is set apart, and each of many ties is not asked about one by one.
      renderer.setSetting('nodeReducer', node === null ? null : nodeReducer);
      renderer.setSetting('edgeReducer', node === null ? null : edgeReducer);
      renderer.refresh({ skipIndexation: true });
    },
    showFormal(isShown) {
      for (const edge of formal.splice(0)) graph.dropEdge(edge);
      if (isShown) {
        for (const [node, manager] of (managers ?? []).entries()) {
          if (manager < 0 || manager === node) continue;
          const key = `formal ${node}`;
          const lived = graph.edge(node, manager);
          // One tie, lived and formal: it is drawn as formal as long as those are shown.
          if (lived !== undefined) continue;
          graph.addEdgeWithKey(key, node, manager, {
            color: colours.formal,
            size: 2.2,
            zIndex: 3,
            isFormal: true,
          });
          formal.push(key);
        }
      }
      graph.forEachEdge((edge, { isFormal }, a, b) => {
        if (isFormal) return;
        const [left, right] = [Number(a), Number(b)];
        const isLine = isShown && (managers?.[left] === right || managers?.[right] === left);
        const isInside = communities[left] === communities[right];
        graph.mergeEdgeAttributes(edge, {
          color: isLine ? colours.formal : isInside ? colours.tieInside : colours.tieAcross,
          size: isLine ? 2.2 : 0.7,
        });
      });
    },
    close() {
      renderer.kill();
      for (const { element } of letters) element.remove();
    },
  };
};
