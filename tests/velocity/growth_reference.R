# Makes growth_reference.json from lavaan (Debian's r-cran-lavaan, run as a black box) at the
# estimates of the reference cases (tests/reference/expected): each account's empirical Bayes slope
# (lavPredict), with the error of prediction by the formula of the multivariate normal
# distribution, and the scaled differences of the invariance steps (lavTestLRT).
#
#     LC_ALL=C.UTF-8 Rscript growth_reference.R ../reference growth_reference.json
suppressMessages({library(lavaan); library(jsonlite)})
argument <- commandArgs(TRUE)
panel <- read.csv(file.path(argument[1], "data", "growth_panel.csv"))

at_estimates <- function(id, ...) {
  model <- paste(readLines(file.path(argument[1], "models", paste0(id, ".lav"))), collapse = "\n")
  want <- fromJSON(file.path(argument[1], "expected", paste0(id, ".json")))$parameters
  fit <- function(model, ...) {
    sem(model, panel, missing = "ml", em.h1.tol = 1e-14, em.h1.iter.max = 20000L, ...)
  }
  rows <- as.data.frame(parTable(fit(model, do.fit = FALSE, ...)))
  key <- function(x) paste(x$lhs, x$op, x$rhs)  # one group
  found <- match(key(rows), key(want))
  stopifnot(!is.na(found[rows$free > 0]))
  rows$start <- rows$est <- ifelse(is.na(found), rows$start, want$est[found])
  fit(rows, optim.method = "none", ...)
}

slopes <- function(id) {
  fit <- at_estimates(id)
  scores <- lavPredict(fit, method = "regression")[, "s"]
  implied <- lavInspect(fit, "implied")
  Sigma <- unclass(implied$cov); variables <- rownames(Sigma)
  estimates <- lavInspect(fit, "est")
  L <- estimates$lambda[variables, ]
  M <- solve(diag(ncol(L)) - estimates$beta)
  V <- M %*% estimates$psi %*% t(M)
  slope <- colnames(L) == "s"
  cross <- (L %*% V)[, slope]
  mean <- (M %*% estimates$alpha)[slope]
  y <- as.matrix(panel[, variables])
  by_formula <- t(apply(y, 1, function(a) {
    o <- !is.na(a)
    w <- solve(Sigma[o, o], cross[o])
    c(mean + sum(w * (a[o] - as.numeric(implied$mean)[o])), sqrt(V[slope, slope] - sum(w * cross[o])))
  }))
  stopifnot(max(abs(by_formula[, 1] - scores)) < 1e-8)
  list(id = id, slope = as.numeric(scores), error = by_formula[, 2])
}

differences <- function(ids) {
  fits <- lapply(ids, at_estimates, estimator = "MLR", cluster = "salesperson")
  lapply(2:length(fits), function(i) {
    test <- lavTestLRT(fits[[i - 1]], fits[[i]], method = "satorra.bentler.2010")
    list(chisq = test[2, "Chisq diff"], df = test[2, "Df diff"], p = test[2, "Pr(>Chisq)"])
  })
}

write_json(list(
  slopes = lapply(c("trust_growth_linear", "trust_growth_logarithmic"), slopes),
  differences = differences(c("trust_configural", "trust_loadings", "trust_intercepts"))
), argument[2], auto_unbox = TRUE, digits = I(10))
