"""Random directed networks with weights, and what igraph, networkx and numpy say of them.

Run: python3 random-digraphs.py > random-digraphs.json   (python3-igraph, python3-networkx, python3-numpy)
"""
import json
import sys

import igraph
import networkx
import numpy


def trophic(n, arcs):
    """MacKay, Johnson & Sansom 2020, eq. 2.4 and 2.9, by a dense least-squares solve."""
    w = numpy.zeros((n, n))
    for i, j, weight in arcs:
        w[i, j] = weight
    u = w.sum(0) + w.sum(1)
    v = w.sum(0) - w.sum(1)
    h = numpy.linalg.lstsq(numpy.diag(u) - w - w.T, v, rcond=None)[0]
    gap = sum(weight * (h[j] - h[i] - 1) ** 2 for i, j, weight in arcs)
    return h, gap / w.sum()


def lead(n, arcs):
    """PageRank by igraph's PRPACK; then the part of it that comes along arcs."""
    g = igraph.Graph(n=n, edges=[(i, j) for i, j, _ in arcs], directed=True)
    g.es["weight"] = [weight for _, _, weight in arcs]
    x = numpy.array(g.pagerank(damping=0.85, weights="weight", implementation="prpack"))
    out = numpy.zeros(n)
    for i, _, weight in arcs:
        out[i] += weight
    received = numpy.zeros(n)
    for i, j, weight in arcs:
        received[j] += 0.85 * x[i] * weight / out[i]
    p = received / received.sum()
    p = p[p > 0]
    return float(numpy.exp(-(p * numpy.log(p)).sum()))


def values(n, arcs):
    plain = [(i, j) for i, j, _ in arcs]
    g = networkx.DiGraph()
    g.add_nodes_from(range(n))
    g.add_edges_from(plain)
    ties = igraph.Graph(n=n, edges=list({(min(a), max(a)) for a in plain}), directed=False)
    between = numpy.array(ties.betweenness(directed=False))
    w = numpy.zeros((n, n))
    for i, j, weight in arcs:
        w[i, j] = weight
    h, incoherence = trophic(n, arcs)
    weakly = list(networkx.weakly_connected_components(g))
    for component in weakly:
        component = list(component)
        h[component] -= h[component].min()
    return {
        "incoherence": incoherence,
        "levels": [float(x) for x in h],
        "feed_forward": networkx.flow_hierarchy(g),
        "reaching_centrality": networkx.global_reaching_centrality(g),
        "reaching_centrality_reversed": networkx.global_reaching_centrality(g.reverse()),
        "effective_leads": lead(n, arcs),
        "betweenness_centralisation": float((between.max() - between).sum() / ((n - 1) ** 2 * (n - 2) / 2)),
        "returned": float(numpy.minimum(w, w.T).sum() / w.sum()),
        "arcs_returned": networkx.overall_reciprocity(g),
        "rho": (networkx.overall_reciprocity(g) - networkx.density(g)) / (1 - networkx.density(g)),
        "transitivity": ties.transitivity_undirected(),
    }


def random_digraph(rng, n, m, forward):
    """m arcs between n nodes; the share `forward` of them only from lower to higher numbers."""
    arcs = {}
    while len(arcs) < m:
        i, j = (int(x) for x in rng.integers(0, n, 2))
        if i == j:
            continue
        if rng.random() < forward and i > j:
            i, j = j, i
        arcs[(i, j)] = float(rng.integers(1, 9)) / 2
    return [(i, j, weight) for (i, j), weight in arcs.items()]


def main():
    rng = numpy.random.default_rng(20260101)
    networks = []
    for n, m, forward in [
        (8, 12, 0.0),
        (12, 15, 1.0),
        (20, 30, 0.9),
        (30, 60, 0.5),
        (40, 44, 0.95),
        (60, 300, 0.8),
        (100, 130, 1.0),
        (150, 600, 1.0),
    ]:
        arcs = random_digraph(rng, n, m, forward)
        networks.append({"n": n, "arcs": arcs, **values(n, arcs)})
    tools = {"igraph": igraph.__version__, "networkx": networkx.__version__, "numpy": numpy.__version__}
    json.dump({"tools": tools, "networks": networks}, sys.stdout, indent=None, separators=(",", ":"))
    sys.stdout.write("\n")


main()
