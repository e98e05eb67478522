# Krackhardt's four dimensions, edgewise reciprocity and centralisation of the networks in random-digraphs.json,
# as they stand and with all arcs turned round.
#
# Run: Rscript krackhardt-dimensions.R > krackhardt-dimensions.json   (r-cran-sna, r-cran-jsonlite)
suppressMessages({
  library(sna)
  library(jsonlite)
})
networks <- fromJSON("random-digraphs.json", simplifyVector = FALSE)$networks
dimensions <- function(m) {
  list(
    connectedness = connectedness(m), hierarchy = unname(hierarchy(m, measure = "krackhardt")),
    efficiency = efficiency(m), lubness = lubness(m)
  )
}
result <- lapply(networks, function(network) {
  m <- matrix(0, network$n, network$n)
  for (arc in network$arcs) m[arc[[1]] + 1, arc[[2]] + 1] <- 1
  ties <- pmax(m, t(m))
  list(
    plain = dimensions(m), reversed = dimensions(t(m)),
    edgewise = unname(grecip(m, measure = "edgewise")),
    indegree = centralization(m, degree, mode = "digraph", cmode = "indegree"),
    outdegree = centralization(m, degree, mode = "digraph", cmode = "outdegree"),
    betweenness = centralization(ties, betweenness, mode = "graph")
  )
})
tools <- list(R = as.character(getRversion()), sna = as.character(packageVersion("sna")))
cat(toJSON(list(tools = tools, networks = result), auto_unbox = TRUE, digits = 15), "\n", sep = "")
