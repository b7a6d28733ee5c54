# Makes turnbull_reference.json: Turnbull's estimate of interval-censored times by Debian's
# r-cran-npsurv (an EM-free algorithm of its own), and tests of equal curves by r-cran-survival and
# r-cran-coin, all run as black boxes.
#
#     LC_ALL=C.UTF-8 Rscript turnbull_reference.R turnbull_reference.json
#
# survfit() of r-cran-survival is run beside npsurv(); the script stops where the two differ by more
# than its EM's tolerance lets them.
suppressMessages({library(npsurv); library(survival); library(coin); library(jsonlite)})
set.seed(20240607)

Times <- function(n) 12 * rexp(n)^0.7

# Visits until the first one after the time.
Visited <- function(time, visits, gap) {
  t(sapply(time, function(t) {
    at <- cumsum(gap(visits))
    before <- at[at < t]
    after <- at[at >= t]
    c(if (length(before)) max(before) else 0, if (length(after)) min(after) else Inf)
  }))
}

Case <- function(name, times) {
  fit <- npsurv(times, tol = 1e-14, maxit = 10000)
  # F at every finite end of an interval, as survfit() would have it.
  at <- sort(unique(times[is.finite(times) & times > 0]))
  reached <- sapply(at, function(t) sum(fit$f$p[fit$f$right <= t]))
  em <- survfit(Surv(ifelse(times[, 1] == 0, NA, times[, 1]),
                     ifelse(is.finite(times[, 2]), times[, 2], NA), type = "interval2") ~ 1)
  held <- fit$f$right[is.finite(fit$f$right)]
  for (t in held) {
    other <- 1 - summary(em, times = t + 1e-9, extend = TRUE)$surv
    stopifnot(abs(other - sum(fit$f$p[fit$f$right <= t])) < 0.02)
  }
  list(name = name, left = times[, 1], right = ifelse(is.finite(times[, 2]), times[, 2], -1),
       at = at, reached = reached, ll = fit$ll)
}

Exact <- function(time, event) {
  ends <- sort(unique(c(0, time)))
  previous <- sapply(time, function(t) max(ends[ends < t]))
  cbind(ifelse(event, previous, time), ifelse(event, time, Inf))
}

# Right-censored times: the log-rank test's sums, and its permutation form.
Test <- function(name, time, event, group) {
  difference <- survdiff(Surv(time, event) ~ group)
  permuted <- logrank_test(Surv(time, event) ~ factor(group), ties.method = "Hothorn-Lausen")
  value <- statistic(permuted)
  times <- Exact(time, event)
  list(name = name, left = times[, 1], right = ifelse(is.finite(times[, 2]), times[, 2], -1),
       group = group - 1, observed_less_expected = difference$obs - difference$exp,
       chi_square = if (length(unique(group)) == 2) value^2 else value, p = pvalue(permuted)[1])
}

# Interval-censored times: Sun's (1996) scores and their permutation form written down here, from
# npsurv's masses.
Scored <- function(times, group) {
  fit <- npsurv(times, tol = 1e-14, maxit = 10000)$f
  at <- c(0, fit$right)
  survival <- c(1, 1 - cumsum(fit$p))
  survival[length(survival)] <- 0
  hazard <- c(0, cumsum(fit$p / head(survival, -1)))
  Value <- function(t) sum(at <= t)
  score <- apply(times, 1, function(t) {
    l <- Value(t[1])
    r <- if (is.finite(t[2])) Value(t[2]) else length(at)
    (survival[r] * hazard[r] - survival[l] * hazard[l]) / (survival[l] - survival[r])
  })
  sums <- tapply(score, group, sum)
  n <- length(score)
  chi_square <- (n - 1) / sum(score^2) * sum(sums^2 / table(group))
  list(group = group, observed_less_expected = as.vector(sums), chi_square = chi_square,
       p = pchisq(chi_square, length(sums) - 1, lower.tail = FALSE))
}

data(cancer, package = "npsurv")
cosmesis <- as.matrix(cancer[, 1:2])
dimnames(cosmesis) <- NULL
groups <- as.integer(factor(cancer[, 3]))

time <- round(Times(120), 6) + seq_len(120) * 1e-7
event <- runif(120) < 0.7
coarse <- ceiling(time)

cases <- list(
  Case("interactions, four responses", Visited(Times(80), 4, function(k) sample(1:8, k, TRUE))),
  Case("months, four responses", Visited(Times(200), 4, function(k) runif(k, 0, 8))),
  Case("one response", Visited(Times(150), 1, function(k) runif(k, 0, 30))),
  Case("many responses", Visited(Times(60), 12, function(k) rexp(k, 0.4))),
  Case("breast retraction", cosmesis))
tests <- list(
  Test("two groups", time, event, rep(1:2, 60)),
  Test("three groups", time * rep(1:3, c(40, 50, 30))^0.3, event, rep(1:3, c(40, 50, 30))))
ties <- survdiff(Surv(coarse, event) ~ rep(1:2, 60))
tied <- Exact(coarse, event)

write(toJSON(list(
  versions = list(npsurv = as.character(packageVersion("npsurv")),
                  survival = as.character(packageVersion("survival")),
                  coin = as.character(packageVersion("coin"))),
  curves = cases, tests = tests,
  ties = list(left = tied[, 1], right = ifelse(is.finite(tied[, 2]), tied[, 2], -1),
              group = rep(0:1, 60), observed_less_expected = ties$obs - ties$exp),
  cosmesis = Scored(cosmesis, groups - 1)), digits = NA, auto_unbox = TRUE, pretty = FALSE),
  commandArgs(TRUE)[1])
