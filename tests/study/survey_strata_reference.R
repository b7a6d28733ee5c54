# Expected values of survey_strata_test.cc and replicate_weights_test.cc, from R's package `survey`
# and from lavaan's estimates, both run as they are:
#   Rscript survey_strata_reference.R
# It writes survey_strata.csv, the answers of 160 respondents made up here with replicate weights,
# and survey_strata_reference.json.
suppressMessages({library(survey); library(jsonlite); library(lavaan)})
options(digits = 15, survey.lonely.psu = "fail")

# ---- respondents: 4 strata of 4 clusters of unequal size, numbered anew in each stratum ----
set.seed(20261)
sizes <- c(12, 7, 10, 9, 8, 13, 10, 6, 14, 9, 11, 10, 8, 12, 10, 11)
unit <- rep(seq_along(sizes), sizes)
n <- length(unit)
stratum <- c("north", "south", "hills", "coast")[(unit - 1) %/% 4 + 1]
cluster <- (unit - 1) %% 4 + 1
# Strata differ, and so do clusters within them.
shift <- c(-1, -.2, .4, 1.2)[(unit - 1) %/% 4 + 1] + .4 * rnorm(16)[unit]
f <- shift + rnorm(n)
item <- function(loading) round(loading * f + .3 * rnorm(16)[unit] + (rexp(n) - 1), 4)
data <- data.frame(y1 = item(1), y2 = item(.8), y3 = item(.9), y4 = item(.7))
data$u <- findInterval(f + rnorm(n), c(-.7, .8)) + 1
data$v <- findInterval(f + rnorm(n), c(-.2, .9)) + 1
data$weight <- round(exp(.4 * rnorm(n)) * c(1, 2, 1.5, .7)[(unit - 1) %/% 4 + 1], 4)
data$region <- ifelse(stratum %in% c("north", "south"), "east", "west")
data$stratum <- stratum
data$cluster <- cluster
# A stratum with one cluster alone, and one with one respondent alone.
data$lonely <- ifelse(stratum == "coast" & cluster == 4, "solo", stratum)
data$alone <- ifelse(seq_len(n) == 3, "solo", stratum)
data$clusters_there <- c(north = 9, south = 30, hills = 5, coast = 4)[stratum]
data$people_there <- c(north = 90, south = 300, hills = 61, coast = 1000)[stratum]
data$lonely_there <- c(north = 9, south = 30, hills = 5, coast = 7, solo = 2)[data$lonely]
data$people <- 500
data$pair <- (unit - 1) %/% 2
data$half <- (unit - 1) %% 2
data$four <- 4

# ---- replicate weights ----
psu <- svydesign(~cluster, strata = ~stratum, weights = ~weight, data = data, nest = TRUE)
psu1 <- svydesign(~unit, weights = ~weight, data = data)
pairs <- svydesign(~half, strata = ~pair, weights = ~weight, data = data, nest = TRUE)
replicated <- list(
  jkn = as.svrepdesign(psu, type = "JKn", compress = FALSE),
  jk1 = as.svrepdesign(psu1, type = "JK1", compress = FALSE),
  brr = as.svrepdesign(pairs, type = "BRR", compress = FALSE),
  fay = as.svrepdesign(pairs, type = "Fay", fay.rho = .3, compress = FALSE),
  boot = as.svrepdesign(psu, type = "subbootstrap", replicates = 12, compress = FALSE))
for (name in names(replicated)) {
  weights <- weights(replicated[[name]], type = "analysis")
  weights <- matrix(round(as.numeric(weights), 6), n)
  colnames(weights) <- paste0(name, "_", seq_len(ncol(weights)))
  data <- cbind(data, weights)
}
data <- data[sample(n), ]
write.csv(data, "survey_strata.csv", row.names = FALSE, quote = FALSE)
data <- read.csv("survey_strata.csv")

# ---- standard errors of means, covariances (divisor n) and thresholds ----
moments <- function(design, data) {
  w <- weights(design, "sampling")
  y <- as.matrix(data[, c("y1", "y2")])
  y <- sweep(y, 2, colSums(w * y) / sum(w))
  at <- svymean(~y1 + y2, design)
  p <- cbind(y[, 1]^2, y[, 1] * y[, 2], y[, 2]^2)
  design$variables <- cbind(design$variables, p1 = p[, 1], p2 = p[, 2], p3 = p[, 3],
                            c1 = as.numeric(data$u <= 1), c2 = as.numeric(data$u <= 2))
  v <- svymean(~p1 + p2 + p3, design)
  # survey's own variance has the divisor n - 1.
  n <- nrow(data)
  stopifnot(all.equal(SE(svyvar(~y1, design))[1] * (n - 1) / n, SE(v)[[1]]))
  c <- svymean(~c1 + c2, design)
  list(means = unname(SE(at)), covariances = unname(SE(v)),
       thresholds = unname(SE(c) / dnorm(qnorm(coef(c)))))
}
one <- rep(1, n)
people <- function(...) svydesign(~1, data = data, ...)
clusters <- function(...) svydesign(~cluster, data = data, nest = TRUE, ...)
designs <- list(
  strata = people(weights = one, strata = ~stratum),
  strata_weights = people(weights = ~weight, strata = ~stratum),
  strata_people = people(weights = ~weight, strata = ~stratum, fpc = ~people_there),
  people = people(weights = one, fpc = ~people),
  clusters = clusters(weights = one, strata = ~stratum),
  clusters_weights = clusters(weights = ~weight, strata = ~stratum),
  clusters_population = clusters(weights = ~weight, strata = ~stratum, fpc = ~clusters_there))
reference <- list(moments = lapply(designs, moments, data = data))
for (treatment in c("certainty", "average")) {
  options(survey.lonely.psu = treatment)
  reference$moments[[paste0("lonely_", treatment)]] <-
    moments(clusters(weights = ~weight, strata = ~lonely), data)
  reference$moments[[paste0("lonely_population_", treatment)]] <-
    moments(clusters(weights = ~weight, strata = ~lonely, fpc = ~lonely_there), data)
  reference$moments[[paste0("alone_", treatment)]] <-
    moments(people(weights = one, strata = ~alone), data)
}
options(survey.lonely.psu = "fail")
for (region in c("east", "west")) {
  part <- data[data$region == region, ]
  reference$moments[[region]] <-
    moments(svydesign(~cluster, strata = ~stratum, weights = ~weight, data = part, nest = TRUE),
            part)
}

# ---- replicates ----
y <- c("y1", "y2", "y3", "y4")
model <- "f =~ y1 + y2 + y3 + y4"
parameters <- function(weights) {
  d <- data[weights > 0, ]
  d$w <- weights[weights > 0]
  fit <- sem(model, d, sampling.weights = "w", meanstructure = TRUE,
             optim.gradient = "analytic", control = list(rel.tol = 1e-13))
  coef(fit)
}
columns <- function(name) as.matrix(data[, grep(paste0("^", name, "_"), names(data))])
for (name in names(replicated)) {
  w <- columns(name)
  type <- c(jkn = "JKn", jk1 = "JK1", brr = "BRR", fay = "Fay", boot = "bootstrap")[[name]]
  arguments <- list(weights = data$weight, repweights = w, type = type, combined.weights = TRUE,
                    mse = TRUE, data = data)
  if (name == "fay") arguments$rho <- .3
  if (name == "jkn") arguments <- c(arguments, scale = 1, list(rscales = rep(3 / 4, ncol(w))))
  if (name == "jk1") arguments$scale <- (ncol(w) - 1) / ncol(w)
  if (name == "boot") arguments <- c(arguments, scale = 1 / (ncol(w) - 1),
                                     list(rscales = rep(1, ncol(w))))
  design <- suppressWarnings(do.call(svrepdesign, arguments))
  whole <- parameters(data$weight)
  fitted <- withReplicates(design, function(w, d) parameters(w))
  reference$replicates[[name]] <- list(
    method = name, means = unname(SE(svymean(~y1 + y2 + y3 + y4, design))),
    estimates = unname(whole), errors = unname(SE(fitted)), parameters = names(whole))
}
writeLines(toJSON(reference, digits = 12, auto_unbox = TRUE, pretty = TRUE),
           "survey_strata_reference.json")
