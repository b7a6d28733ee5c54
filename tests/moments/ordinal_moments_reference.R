# Reference values for ordinal_moments_test.cc, from lavaan run as it is:
#   Rscript ordinal_moments_reference.R > ordinal_moments_reference.json
# Each case holds its data by columns (null: missing) and, group by group, lavaan's sample
# statistics by their labels (wls.obs: a continuous variable's mean stands there with its sign
# changed) and their asymptotic covariance (gamma, lower triangle column by column).
suppressMessages({library(lavaan); library(jsonlite)})
options(digits = 15)

set.seed(20240611)
n <- 220
latent <- rnorm(n)
cut_at <- function(loading, at) {
  findInterval(loading * latent + sqrt(1 - loading^2) * rnorm(n), at) + 1
}
male <- rbinom(n, 1, 0.45)
age <- round(rnorm(n, 41, 11))
latent <- latent + 0.4 * male - 0.015 * (age - 41)
data <- data.frame(
  u1 = cut_at(0.8, c(-1.1, -0.2, 0.7, 1.5)),
  u2 = cut_at(-0.6, c(-0.4, 0.9)),
  u3 = cut_at(0.7, 0.2),
  u4 = cut_at(0.5, c(-1.4, -0.6, 0.3)),
  y1 = 50 + 7 * (0.7 * latent + 0.7 * rnorm(n)),
  y2 = exp(0.4 * latent + 0.3 * rnorm(n)),
  male = male, age = age,
  half = rep(1:2, length.out = n), weight = round(runif(n, 0.3, 2.2), 2))
holes <- data
for (name in c("u1", "u2", "u3", "u4", "y1", "y2")) holes[[name]][sample(n, 30)] <- NA
holes$u1[1:40] <- NA
# A two by two table with one empty cell, one with a large correlation beyond any, and a binary
# variable of its own.
sparse <- data.frame(
  b1 = rep(c(1, 1, 2, 2), c(40, 0, 20, 30)), b2 = rep(c(1, 2, 1, 2), c(40, 0, 20, 30)))
sparse$b3 <- rep(c(1, 2, 1, 1, 2), 18)
extreme <- data.frame(c1 = rep(1:3, c(30, 30, 40)), c2 = rep(1:3, c(30, 30, 40)),
                      c3 = rep(c(1, 2, 2, 3, 1), 20))
low <- c("u1", "u2", "u3", "u4")

lower <- function(m) unclass(m)[lower.tri(m, diag = TRUE)]
as_list <- function(x) if (is.list(x)) unname(x) else list(x)

reference <- function(name, data, variables, ordered, covariates = NULL, ...) {
  model <- paste("f =~", paste(variables, collapse = " + "))
  if (length(covariates)) model <- paste(model, "\nf ~", paste(covariates, collapse = " + "))
  fit <- suppressWarnings(
    cfa(model, data, ordered = ordered, estimator = "WLSMV", std.lv = TRUE, ...))
  arguments <- list(...)
  used <- data[c(variables, covariates,
                 if (!is.null(arguments$group)) arguments$group,
                 if (!is.null(arguments$sampling.weights)) arguments$sampling.weights)]
  statistics <- as_list(lavInspect(fit, "wls.obs"))
  gamma <- as_list(lavInspect(fit, "gamma"))
  list(name = name, variables = variables, ordered = ordered, covariates = as.list(covariates),
       group = if (is.null(arguments$group)) "" else arguments$group,
       weights = if (is.null(arguments$sampling.weights)) "" else arguments$sampling.weights,
       columns = lapply(as.list(used), function(x) x),
       groups = lapply(seq_along(statistics), function(g) {
         list(labels = names(statistics[[g]]), statistics = unname(unclass(statistics[[g]])),
              gamma = lower(gamma[[g]]))
       }))
}

cases <- list(
  reference("ordered", data, low, low),
  reference("ordered in two groups", data, low, low, group = "half"),
  reference("weights", data, low, low, sampling.weights = "weight"),
  reference("weights in two groups", data, low, low, sampling.weights = "weight", group = "half"),
  reference("pairwise", holes, low, low, missing = "pairwise"),
  reference("mixed", data, c("u1", "y1", "u3", "y2"), c("u1", "u3")),
  reference("mixed, pairwise", holes, c("u1", "y1", "u3", "y2"), c("u1", "u3"),
            missing = "pairwise"),
  reference("covariates", data, c("u1", "u2", "y1", "y2"), c("u1", "u2"),
            covariates = c("male", "age")),
  reference("one binary covariate", data, c("u1", "u2", "u3"), c("u1", "u2", "u3"),
            covariates = "male"),
  reference("covariates and weights", data, c("u1", "u3", "y1"), c("u1", "u3"),
            covariates = c("male", "age"), sampling.weights = "weight"),
  reference("empty cell", sparse, c("b1", "b2", "b3"), c("b1", "b2", "b3")),
  reference("boundary", extreme, c("c1", "c2", "c3"), c("c1", "c2", "c3")))
cat(toJSON(cases, digits = NA, auto_unbox = TRUE, na = "null", null = "null"), "\n")
