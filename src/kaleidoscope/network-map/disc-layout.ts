/**
 * Where people stand on a network map: each community is a disc, as large as it has people, and discs stand round a
 * circle. Inside a disc whoever has ties to others stands towards them, the further out the larger the share of
 * their ties that leaves. Nothing is left to chance and nothing to iteration: the same network is the same map.
 */

export interface MapNetwork {
  readonly nodeCount: number;
  /** Community of each node, in [0, communityCount); −1 for nobody's. */
  readonly community: ArrayLike<number>;
  readonly communityCount: number;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  /** > 0 */
  readonly weight: ArrayLike<number>;
}

export interface MapPlaces {
  /** Both in [−1, 1]. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

interface Disc {
  x: number;
  y: number;
  r: number;
}

/** Discs of these sizes round a circle, none touching another, all within the unit circle. */
const discsOf = (sizes: Uint32Array): Disc[] => {
  const radii = Array.from(sizes, (size) => Math.sqrt(size));
  if (radii.length === 1) return [{ x: 0, y: 0, r: 0.95 }];
  const gap = 1.5;
  const widths = radii.map((r) => Math.max(r, 0.5) * gap);
  const fits = (ring: number) =>
    widths.reduce((sum, width) => sum + 2 * Math.asin(Math.min(1, width / ring)), 0) <= 2 * Math.PI;
  let low = Math.max(...widths);
  let high = low * (radii.length + 1);
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (fits(middle)) high = middle;
    else low = middle;
  }
  const ring = high;
  const scale = 0.95 / (ring + Math.max(...widths));
  const used = widths.reduce((sum, width) => sum + 2 * Math.asin(Math.min(1, width / ring)), 0);
  const rest = Math.max(0, 2 * Math.PI - used) / radii.length;
  let angle = -Math.PI / 2;
  return radii.map((r, c) => {
    const half = Math.asin(Math.min(1, widths[c]! / ring)) + rest / 2;
    angle += half;
    const disc = {
      x: Math.cos(angle) * ring * scale,
      y: Math.sin(angle) * ring * scale,
      r: Math.max(r, 0.5) * scale,
    };
    angle += half;
    return disc;
  });
};

/**
 * Places of all nodes.
 *
 * @param network n nodes, communities numbered in the order they stand round the circle; whoever is in none stands in
 *   a disc of their own past the others
 * @returns places in [−1, 1]²; equal networks give equal places
 * Cost O(nodes · log nodes + ties).
 */
export const discLayout = (network: MapNetwork): MapPlaces => {
  const { nodeCount, community, communityCount, from, to, weight } = network;
  const group = Int32Array.from({ length: nodeCount }, (_, v) =>
    community[v]! < 0 ? communityCount : community[v]!,
  );
  const sizes = new Uint32Array(communityCount + 1);
  for (const g of group) sizes[g]!++;
  const discs = discsOf(sizes[communityCount] === 0 ? sizes.slice(0, communityCount) : sizes);

  const pullX = new Float64Array(nodeCount);
  const pullY = new Float64Array(nodeCount);
  const outward = new Float64Array(nodeCount);
  const all = new Float64Array(nodeCount);
  for (let k = 0; k < from.length; k++) {
    const [a, b, w] = [from[k]!, to[k]!, weight[k]!];
    all[a]! += w;
    all[b]! += w;
    const [ga, gb] = [group[a]!, group[b]!];
    if (ga === gb) continue;
    outward[a]! += w;
    outward[b]! += w;
    const [da, db] = [discs[ga]!, discs[gb]!];
    const distance = Math.hypot(db.x - da.x, db.y - da.y);
    pullX[a]! += (w * (db.x - da.x)) / distance;
    pullY[a]! += (w * (db.y - da.y)) / distance;
    pullX[b]! += (w * (da.x - db.x)) / distance;
    pullY[b]! += (w * (da.y - db.y)) / distance;
  }

  const members: number[][] = discs.map(() => []);
  for (let v = 0; v < nodeCount; v++) members[group[v]!]!.push(v);
  const x = new Float64Array(nodeCount);
  const y = new Float64Array(nodeCount);
  const golden = Math.PI * (3 - Math.sqrt(5));
  for (const [g, held] of members.entries()) {
    const disc = discs[g]!;
    const share = (v: number) => (all[v] === 0 ? 0 : outward[v]! / all[v]!);
    // From the middle outwards by the share of ties that leave; equals in the order they came.
    const ordered = held.toSorted((a, b) => share(a) - share(b) || a - b);
    // A sunflower's seeds fill the disc evenly. Ring by ring, who is pulled one way takes the seed that lies there.
    const ringSize = Math.max(6, Math.ceil(Math.sqrt(held.length) * 2));
    for (let start = 0; start < ordered.length; start += ringSize) {
      const ring = ordered.slice(start, start + ringSize);
      const angleOf = (v: number) => {
        if (outward[v] === 0) return ((v * golden) % (2 * Math.PI)) - Math.PI;
        return Math.atan2(pullY[v]!, pullX[v]!);
      };
      const seats = ring
        .map((_, k) => {
          const seed = start + k;
          const radius = Math.sqrt((seed + 0.5) / held.length) * disc.r;
          const angle = (seed * golden) % (2 * Math.PI);
          return {
            x: Math.cos(angle) * radius,
            y: Math.sin(angle) * radius,
            angle: Math.atan2(Math.sin(angle), Math.cos(angle)),
          };
        })
        .sort((a, b) => a.angle - b.angle);
      const seated = ring.toSorted((a, b) => angleOf(a) - angleOf(b) || a - b);
      for (const [k, v] of seated.entries()) {
        x[v] = disc.x + seats[k]!.x;
        y[v] = disc.y + seats[k]!.y;
      }
    }
  }
  return { x, y };
};
