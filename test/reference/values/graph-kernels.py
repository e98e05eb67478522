"""Expected values of the graph kernels on random graphs, from igraph and networkx.

Run with Debian's python3 (python3-igraph, python3-networkx), then format:
python3 graph-kernels.py > graph-kernels.json && npx biome format --write graph-kernels.json
"""
import json
import math
import random
import sys

import igraph
import networkx
import numpy


def finite(values):
    return [None if isinstance(x, float) and not math.isfinite(x) else x for x in values]


def draw(seed, n, m, directed, pieces):
    """m different pairs of n nodes, whole weights 1 to 6, none between the `pieces` parts of the nodes."""
    rng = random.Random(seed)
    pairs = set()
    while len(pairs) < m:
        a, b = rng.randrange(n), rng.randrange(n)
        if a == b or a * pieces // n != b * pieces // n:
            continue
        pairs.add((a, b) if directed else (min(a, b), max(a, b)))
    pairs = sorted(pairs)
    return pairs, [rng.randint(1, 6) for _ in pairs], [rng.randrange(6) for _ in range(n)]


def values(name, seed, n, m, directed, pieces):
    pairs, weights, membership = draw(seed, n, m, directed, pieces)
    g = igraph.Graph(n=n, edges=pairs, directed=directed)
    x = (networkx.DiGraph if directed else networkx.Graph)()
    x.add_nodes_from(range(n))
    x.add_weighted_edges_from((a, b, w) for (a, b), w in zip(pairs, weights))
    w = [float(v) for v in weights]
    out = {
        "name": name,
        "n": n,
        "directed": directed,
        "from": [a for a, _ in pairs],
        "to": [b for _, b in pairs],
        "weight": weights,
        "betweenness": g.betweenness(directed=directed),
        "constraint": finite(g.constraint(weights=w)),
        "pageRankIgraph": g.pagerank(damping=0.85, weights=w),
        "pageRankNetworkx": list(networkx.pagerank(x, alpha=0.85, tol=1e-15, max_iter=10000).values()),
        "weakComponents": g.connected_components(mode="weak").membership,
        "strongComponents": g.connected_components(mode="strong").membership,
    }
    if not directed:
        out |= {
            "membership": membership,
            # Not igraph's: its Python wrapper of 0.10.2 leaves the resolution out.
            "modularity": {
                str(gamma): networkx.community.modularity(
                    x, [{i for i in range(n) if membership[i] == c} for c in set(membership)], resolution=gamma
                )
                for gamma in (0.5, 1, 2)
            },
            "coreness": g.coreness(),
            "transitivity": g.transitivity_undirected(),
            "local": finite(g.transitivity_local_undirected(mode="nan")),
            "weighted": finite(g.transitivity_local_undirected(mode="nan", weights=w)),
        }
    return out


graphs = [
    values("sparse ties", 1, 40, 45, False, 1),
    values("dense ties", 2, 30, 180, False, 1),
    values("ties in three pieces", 3, 45, 90, False, 3),
    values("sparse arcs", 4, 40, 60, True, 1),
    values("dense arcs", 5, 30, 300, True, 1),
    values("arcs in two pieces", 6, 40, 120, True, 2),
]
meta = {
    "igraph": igraph.__version__,
    "networkx": networkx.__version__,
    "numpy": numpy.__version__,
    "python": sys.version.split()[0],
    "note": "null is undefined. local and weighted are igraph's transitivity_local_undirected, weighted by Barrat.",
}
json.dump({"meta": meta, "graphs": graphs}, sys.stdout, separators=(",", ":"))
sys.stdout.write("\n")
