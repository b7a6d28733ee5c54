# The numbers of tests/inference/little_test_test.cc: Little's (1988) test, written out from its
# definition, on the saturated moments that lavaan estimates by EM.
#   LC_ALL=C.UTF-8 Rscript tests/reference/little_test.R
suppressMessages(library(lavaan))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
data <- read.csv(file.path(here, "data", "holzinger_holes.csv"))
little <- function(d, variables) {
  d <- d[variables]
  d <- d[rowSums(!is.na(d)) > 0, ]
  saturated <- c(paste(variables, "~ 1"), outer(variables, variables, function(a, b)
    ifelse(match(a, variables) <= match(b, variables), paste(a, "~~", b), "")))
  fit <- lavaan(saturated, d, missing = "ml", em.h1.tol = 1e-14, em.h1.iter.max = 20000L,
                do.fit = FALSE)
  moments <- lavInspect(fit, "sampstat")
  mu <- unclass(moments$mean); sigma <- unclass(moments$cov)
  statistic <- 0; df <- -length(variables)
  key <- apply(is.na(d), 1, paste, collapse = "")
  for (k in unique(key)) {
    rows <- d[key == k, , drop = FALSE]; o <- which(!is.na(rows[1, ]))
    difference <- colMeans(rows[o]) - mu[o]
    statistic <- statistic +
      nrow(rows) * drop(difference %*% solve(sigma[o, o, drop = FALSE], difference))
    df <- df + length(o)
  }
  c(chisq = statistic, df = df)
}
report <- function(r) cat(sprintf("%.10g %g %.10g\n", r[1], r[2], pchisq(r[1], r[2], lower = FALSE)))
tests <- paste0("x", 1:9)
report(little(data, tests))
report(Reduce(`+`, lapply(split(data, data$school), little, tests)))
