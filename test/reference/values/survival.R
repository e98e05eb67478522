# Waiting times with the rest censored: quartiles and the share that happened by a time, by survival::survfit.
#
# Run: Rscript survival.R > survival.json   (r-cran-survival, r-cran-jsonlite)
suppressMessages({
  library(survival)
  library(jsonlite)
})
set.seed(20260101)
case <- function(n, rate, censoring, digits) {
  happens <- round(rexp(n, rate), digits)
  ends <- round(rexp(n, censoring), digits)
  time <- pmin(happens, ends)
  happened <- as.integer(happens <= ends)
  fit <- survfit(Surv(time, happened) ~ 1)
  at <- as.numeric(quantile(time, c(0.1, 0.35, 0.6, 0.9), type = 1))
  list(
    time = time, happened = happened,
    quartiles = as.numeric(quantile(fit, c(0.25, 0.5, 0.75))$quantile),
    at = at, share = 1 - summary(fit, times = at)$surv
  )
}
cases <- list(
  case(4, 1, 0.1, 1), case(20, 1, 0.5, 1), case(20, 1, 2, 1), case(60, 0.3, 0.05, 0), case(200, 2, 1, 2),
  case(200, 0.2, 0.3, 0), case(10, 1, 1e-6, 0)
)
tools <- list(R = as.character(getRversion()), survival = as.character(packageVersion("survival")))
cat(toJSON(list(tools = tools, cases = cases), auto_unbox = TRUE, digits = 15, na = "null"), "\n", sep = "")
