"""python-igraph on the benchmark's graph: python3 igraph-graph.py PAIRS.bin NODES SOURCES SEED (SOURCES unused) → one JSON line.

Every kernel is timed from edges in memory: making the graph is timed once and told as `build`."""

import json
import random
import resource
import sys
import time

import igraph
import numpy

path, nodes, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[4])
pairs = numpy.fromfile(path, dtype=numpy.uint32).reshape(-1, 2)
random.seed(seed)
seconds, extra = {}, {}


def timed(name, work):
    start = time.perf_counter()
    value = work()
    seconds[name] = time.perf_counter() - start
    return value


graph = timed("build", lambda: igraph.Graph(n=nodes, edges=pairs))
found = timed("leiden", lambda: graph.community_leiden(objective_function="modularity", n_iterations=2))
extra["quality"] = graph.modularity(found.membership)
extra["leidenPeakBytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
timed("constraint", graph.constraint)
timed("pagerank", lambda: graph.pagerank(damping=0.85))
timed("core", graph.coreness)
timed("components", lambda: graph.connected_components().sizes())
timed("clustering", lambda: graph.transitivity_local_undirected(mode="zero"))
print(json.dumps({"seconds": seconds, "extra": extra, "version": igraph.__version__}))
