"""python-igraph on the benchmark's graph: python3 igraph-graph.py PAIRS.bin NODES SOURCES SEED REPEATS → one JSON line.

Every kernel runs REPEATS times and its median is told; making the graph from edges in memory is told as `build`.
SOURCES is for the other peers."""

import json
import random
import resource
import statistics
import sys
import time

import igraph
import numpy

path, nodes, seed, repeats = sys.argv[1], int(sys.argv[2]), int(sys.argv[4]), int(sys.argv[5])
pairs = numpy.fromfile(path, dtype=numpy.uint32).reshape(-1, 2)
random.seed(seed)
seconds, extra = {}, {}


def timed(name, work):
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        value = work()
        taken.append(time.perf_counter() - start)
    seconds[name] = statistics.median(taken)
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
