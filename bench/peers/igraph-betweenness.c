/* igraph's sampled betweenness, which its Python does not offer: PAIRS.bin NODES SOURCES SEED REPEATS → seconds for making
 * the graph and for betweenness from that many sources drawn at random. Built by bench/graph.ts. */
#include <igraph.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  igraph_integer_t nodes = atoll(argv[2]), count = atoll(argv[3]);
  igraph_rng_seed(igraph_rng_default(), strtoul(argv[4], NULL, 10));

  FILE *file = fopen(argv[1], "rb");
  if (file == NULL) return 2;
  igraph_vector_int_t edges, sources;
  igraph_vector_int_init(&edges, 0);
  uint32_t block[4096];
  size_t read;
  while ((read = fread(block, sizeof block[0], 4096, file)) > 0)
    for (size_t k = 0; k < read; k++) igraph_vector_int_push_back(&edges, block[k]);
  fclose(file);

  igraph_t graph;
  double start = now();
  igraph_create(&graph, &edges, nodes, IGRAPH_UNDIRECTED);
  double built = now();

  igraph_vector_t value;
  igraph_vector_init(&value, 0);
  igraph_vector_int_init(&sources, 0);
  igraph_random_sample(&sources, 0, nodes - 1, count);
  int repeats = atoi(argv[5]);
  double begun = now();
  for (int k = 0; k < repeats; k++)
    igraph_betweenness_subset(&graph, &value, igraph_vss_all(), IGRAPH_UNDIRECTED, igraph_vss_vector(&sources),
                              igraph_vss_all(), NULL);
  printf("{\"build\": %.6f, \"betweenness\": %.6f}\n", built - start, (now() - begun) / repeats);
  return 0;
}
