# Rscript test/reference/values/p-adjust.R > test/reference/values/p-adjust.json
suppressMessages(library(jsonlite))
set.seed(20260101)
cases <- lapply(list(1, 3, 10, 40), function(n) {
  p <- round(runif(n)^3, 4)
  list(p = I(p), adjusted = I(p.adjust(p, method = "BH")))
})
cat(toJSON(list(tool = R.version.string, cases = cases), auto_unbox = TRUE, digits = 15), "\n", sep = "")
