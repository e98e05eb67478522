# Fits the same design by survival::coxph: bare (coxph.fit: coefficients alone), and as one asks for it (clogit's call of
# coxph, with errors clustered by sender and concordance, which is what Equipo's fit gives).
# Usage: Rscript coxph-fit.R FILE STRATA ROWS_A_STRATUM COLUMNS SENDERS_FILE
suppressMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
strata <- as.integer(arguments[2]); size <- as.integer(arguments[3]); columns <- as.integer(arguments[4])
x <- matrix(readBin(arguments[1], "double", strata * size * columns), ncol = columns, byrow = TRUE)
sender <- rep(readBin(arguments[5], "integer", strata), each = size)
status <- rep(c(1, rep(0, size - 1)), strata)
stratum <- rep(seq_len(strata), each = size)
bare <- system.time(
  fit <- coxph.fit(x, Surv(rep(1, strata * size), status), stratum, offset = NULL, init = NULL,
                   control = coxph.control(), weights = NULL, method = "breslow", rownames = NULL)
)[["elapsed"]]
asked <- system.time(
  full <- coxph(Surv(rep(1, strata * size), status) ~ x + strata(stratum), cluster = sender, method = "breslow")
)[["elapsed"]]
cat(sprintf('{"bare": %.3f, "asked": %.3f, "logLikelihood": %.9f, "version": "%s"}\n', bare, asked, full$loglik[2],
            as.character(packageVersion("survival"))))
