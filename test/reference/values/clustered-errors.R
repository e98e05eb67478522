# Clustered errors of a conditional logit of matched pairs, from its definition in base R 4.2.2 and by survival 3.5.3.
# CR2: scores through (1 - H_cc)^(-1/2) of the weighted residuals of the equivalent logistic regression without
# intercept on differences (Bell & McCaffrey 2002). Run: Rscript clustered-errors.R > clustered-errors.json
library(survival)
set.seed(17)
strata <- 90
cluster <- rep(1:12, times = c(20, 14, 11, 9, 8, 7, 6, 5, 4, 3, 2, 1))
x <- matrix(round(rnorm(strata * 3) + 0.3 * rnorm(12)[cluster], 4), strata, 3)
control <- matrix(round(rnorm(strata * 3), 4), strata, 3)
rows <- data.frame(case = rep(1:0, each = strata), stratum = rep(1:strata, 2), cluster = rep(cluster, 2),
                   rbind(x, control))
fit <- clogit(case ~ X1 + X2 + X3 + strata(stratum) + cluster(cluster), rows, method = "breslow",
              control = coxph.control(eps = 1e-14, iter.max = 50))
beta <- coef(fit)
d <- x - control
mu <- as.vector(plogis(d %*% beta))
w <- mu * (1 - mu)
xt <- d * sqrt(w)
residual <- (1 - mu) / sqrt(w)
bread <- solve(crossprod(xt))
meat <- matrix(0, 3, 3)
for (c in unique(cluster)) {
  at <- cluster == c
  xc <- xt[at, , drop = FALSE]
  e <- eigen(diag(sum(at)) - xc %*% bread %*% t(xc), symmetric = TRUE)
  adjust <- e$vectors %*% diag(1 / sqrt(e$values), length(e$values)) %*% t(e$vectors)
  u <- t(xc) %*% adjust %*% residual[at]
  meat <- meat + u %*% t(u)
}
number <- function(v) paste0("[", paste(format(v, digits = 15, trim = TRUE, scientific = FALSE), collapse = ", "), "]")
cat("{\n")
cat(' "cluster": ', number(cluster - 1), ",\n")
cat(' "case": ', number(as.vector(t(x))), ",\n")
cat(' "control": ', number(as.vector(t(control))), ",\n")
cat(' "coefficient": ', number(beta), ",\n")
cat(' "error": ', number(sqrt(diag(fit$naive.var))), ",\n")
cat(' "clustered": ', number(sqrt(diag(fit$var))), ",\n")
cat(' "reduced": ', number(sqrt(diag(bread %*% meat %*% bread))), ",\n")
cat(' "concordance": ', fit$concordance["concordance"], "\n")
cat("}\n")
