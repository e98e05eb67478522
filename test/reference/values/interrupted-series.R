# Segmented regression with Newey-West errors, R 4.2.2, sandwich. Rscript interrupted-series.R > interrupted-series.json
library(sandwich)
set.seed(23)
before <- round(0.3 + 0.004 * (0:19) + as.numeric(arima.sim(list(ar = 0.4), 20, sd = 0.05)), 4)
after <- round(0.5 + 0.01 * (0:11) + as.numeric(arima.sim(list(ar = 0.4), 12, sd = 0.05)), 4)
y <- c(before, after); t <- 0:31; s <- as.numeric(t >= 20); u <- (t - 20) * s
fit <- lm(y ~ t + s + u)
v <- NeweyWest(fit, lag = floor(4 * (32 / 100)^(2 / 9)), prewhite = FALSE)
list1 <- function(x) paste0("[", paste(format(x, digits = 15, trim = TRUE), collapse = ", "), "]")
cat("{\n \"before\": ", list1(before), ",\n \"after\": ", list1(after), ",\n \"change\": ", list1(coef(fit)[3:4]),
    ",\n \"error\": ", list1(sqrt(diag(v))[3:4]),
    ",\n \"p\": ", list1(2 * pt(-abs(coef(fit)[3:4] / sqrt(diag(v))[3:4]), 28)), "\n}\n", sep = "")
