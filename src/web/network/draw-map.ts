import { MultiUndirectedGraph } from 'graphology';
import { Sigma } from 'sigma';
import type { Settings } from 'sigma/settings';
import type { NetworkData } from '../../app/protocol.ts';
import { type LineGroup, tieLines } from './tie-lines.ts';

export interface MapColours {
  readonly node: string;
  readonly tieInside: LineGroup['colour'];
  readonly tieAcross: LineGroup['colour'];
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

/** Where each community's letter stands, the largest first: outside its disc, away from the middle of the map. */
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
      return { letter, size: held.length, place: { x: middle.x * factor, y: middle.y * factor } };
    })
    .sort((a, b) => b.size - a.size);

/** Both ends of the ties within communities, or of those across, as a map that grows upwards has them. */
const endsOf = ({ communities, x, y, from, to }: NetworkData, isInside: boolean): Float32Array => {
  const ends = new Float32Array(4 * from.length);
  let at = 0;
  for (const [k, a] of from.entries()) {
    const b = to[k] ?? a;
    if ((communities[a] === communities[b]) !== isInside) continue;
    for (const node of [a, b]) {
      ends[at++] = x[node] ?? 0;
      ends[at++] = -(y[node] ?? 0);
    }
  }
  return ends.subarray(0, at);
};

/** How far apart letters are written, in CSS pixels. */
const letterRoom = 40;
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
  const { labels, x, y, from, to, managers } = network;
  const graph = new MultiUndirectedGraph();
  const size = Math.max(2, Math.min(9, 90 / Math.sqrt(labels.length)));
  for (const [node, label] of labels.entries()) {
    // The map's y grows upwards, the figure's downwards: one map, one way up.
    graph.addNode(node, { x: x[node], y: -(y[node] ?? 0), size, label });
  }
  const letters = lettersOf(network).map(({ letter, place }) => {
    const element = document.createElement('span');
    element.textContent = letter;
    element.className = 'map-letter';
    return { element, place };
  });
  let chosen: number | null = null;
  let near: ReadonlySet<number> = new Set();

  const nodeReducer: NonNullable<Settings['nodeReducer']> = (key, data) => {
    const node = Number(key);
    if (node === chosen)
      return { ...data, color: colours.chosen, size: size * 1.6, forceLabel: true, zIndex: 2 };
    return near.has(node)
      ? { ...data, forceLabel: true, zIndex: 1 }
      : { ...data, color: colours.faded, label: null };
  };
  const renderer = new Sigma(graph, container, {
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
  const lines = tieLines(container, [
    { ends: endsOf(network, false), colour: colours.tieAcross },
    { ends: endsOf(network, true), colour: colours.tieInside },
  ]);
  const follow = () => {
    const middle = renderer.graphToViewport({ x: 0, y: 0 });
    const scale = renderer.graphToViewport({ x: 1, y: 0 }).x - middle.x;
    lines.show({ left: middle.x, top: middle.y, scale });
    const written: { x: number; y: number }[] = [];
    for (const { element, place } of letters) {
      const { x, y } = renderer.graphToViewport(place);
      // Letters come with the largest community first: smaller ones are written as soon as there is room.
      const hasRoom = written.every((other) => Math.hypot(other.x - x, other.y - y) >= letterRoom);
      element.style.visibility = hasRoom ? 'visible' : 'hidden';
      if (hasRoom) written.push({ x, y });
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
    }
  };
  renderer.on('afterRender', follow);
  // The first of its pictures is rendered while the map is made, before anybody can listen.
  follow();
  renderer.on('clickNode', ({ node }) => onChoose(Number(node)));
  renderer.on('clickStage', () => onChoose(null));

  // A layer costs time in each frame, empty or not.
  const layers = renderer.getCanvases();
  const showLayer = (layer: string, isShown: boolean) => {
    const canvas = layers[layer];
    if (canvas !== undefined) canvas.style.display = isShown ? '' : 'none';
  };
  for (const unused of ['edges', 'edgeLabels', 'hovers', 'hoverNodes']) showLayer(unused, false);

  const drawn = { chosen: [] as string[], formal: [] as string[] };
  const drawTies = (
    which: keyof typeof drawn,
    ends: readonly (readonly [number, number])[],
    look: { readonly color: string; readonly size: number; readonly zIndex: number },
  ) => {
    for (const tie of drawn[which].splice(0)) graph.dropEdge(tie);
    for (const [a, b] of ends) {
      const key = `${which} ${a} ${b}`;
      graph.addEdgeWithKey(key, a, b, look);
      drawn[which].push(key);
    }
    showLayer('edges', drawn.chosen.length + drawn.formal.length > 0);
  };

  return {
    choose(node) {
      if (node === chosen) return;
      chosen = node;
      const own = [...from.entries()].flatMap(([k, a]) => {
        const b = to[k] ?? a;
        return node !== null && (a === node || b === node) ? [[a, b] as const] : [];
      });
      near = new Set(own.flat());
      drawTies('chosen', own, { color: colours.chosen, size: 1.4, zIndex: 2 });
      lines.setVisible(node === null);
      // Without somebody chosen nothing is set apart.
      renderer.setSetting('nodeReducer', node === null ? null : nodeReducer);
      renderer.refresh({ skipIndexation: true });
    },
    showFormal(isShown) {
      const formal = [...(managers ?? []).entries()].filter(
        ([node, manager]) => manager >= 0 && manager !== node,
      );
      drawTies('formal', isShown ? formal : [], { color: colours.formal, size: 2.2, zIndex: 3 });
    },
    close() {
      renderer.kill();
      lines.close();
      for (const { element } of letters) element.remove();
    },
  };
};
