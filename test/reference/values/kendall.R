# Kendall's tau_b of pairs with many ties and with few, by R's cor.
#
# Run: Rscript kendall.R > kendall.json   (r-base, r-cran-jsonlite)
suppressMessages(library(jsonlite))
set.seed(20260101)
case <- function(n, levels, noise) {
  x <- sample(levels, n, replace = TRUE)
  y <- round(x + rnorm(n, sd = noise), 1)
  list(x = x, y = y, tau = cor(x, y, method = "kendall"))
}
cases <- list(case(5, 3, 1), case(21, 3, 1), case(60, 5, 3), case(300, 4, 0.5), case(300, 200, 40))
cat(toJSON(list(tools = list(R = as.character(getRversion())), cases = cases), auto_unbox = TRUE, digits = 15), "\n", sep = "")
