# Reference cases of the growth of trust over waves, sourced by cases.R: four components at four
# waves with unequal distances, drop-outs, three segments, salespersons. Effects coding (the loadings
# average one, the intercepts zero), so that trust has the components' metric. Scores run from 0 to
# 10: lavaan's minimiser stops early with variances of a hundred. tests/velocity holds
# trustsem velocity's own growth models to the same numbers.

set.seed(7007)
growth_panel <- local({
  n <- 360; times <- c(0, 1, 3, 6)
  segment <- rep(c("manufacturing", "services", "public"), length.out = n)
  salesperson <- sample(1:14, n, TRUE) + c(manufacturing = 0, services = 14, public = 28)[segment]
  seller <- rnorm(42, 0, 3)
  start <- c(manufacturing = 52, services = 57, public = 60)[segment] + seller[salesperson] +
    rnorm(n, 0, 9)
  slope <- c(manufacturing = 2.5, services = 1.2, public = -.6)[segment] - .03 * (start - 56) +
    rnorm(n, 0, 1.4)
  loadings <- c(1.1, .95, 1.05, .9); intercepts <- c(-3, 2, -4, 5)
  own <- sapply(1:4, function(k) rnorm(n, 0, 5))
  columns <- list()
  gone <- rep(FALSE, n)
  for (w in 1:4) {
    trust <- start + times[w] * slope + rnorm(n, 0, 4)
    scores <- sapply(1:4, function(k) intercepts[k] + loadings[k] * trust + own[, k] + rnorm(n, 0, 6))
    if (w > 1) gone <- gone | runif(n) < ifelse(!gone & before < 55, .18, .07)
    before <- ifelse(gone, NA, scores[, 1])
    scores[gone, ] <- NA
    if (w == 2) scores[runif(n) < .1, 4] <- NA   # few patterns: lavaan is slow with many
    if (w == 3) scores[runif(n) < .05, ] <- NA
    for (k in 1:4) columns[[paste0("y", w, "_", k)]] <- round(scores[, k] / 10, 3)
  }
  data.frame(account = seq_len(n), segment = segment, salesperson = salesperson, columns)
})
write_data(growth_panel, "growth_panel.csv")

# Labels of loadings and intercepts: one for all waves, or one a wave; with `groups` one a segment.
trust_model <- function(loadings = TRUE, intercepts = TRUE, groups = 0, group_loadings = TRUE,
                        group_intercepts = TRUE, basis = NULL) {
  label <- function(kind, equal, group_equal, w, k) {
    name <- paste0(kind, k, if (!equal) paste0("w", w))
    if (groups > 0 && !group_equal) name <- paste0("c(", paste0(name, "g", 1:groups,
      collapse = ","), ")")
    name
  }
  sums <- function(kind, equal, group_equal, total) {
    waves <- if (equal) "" else paste0("w", 1:4)
    segments <- if (groups > 0 && !group_equal) paste0("g", 1:groups) else ""
    ends <- c(outer(waves, segments, paste0))
    sapply(ends, function(end) paste(paste0(kind, 1:4, end, collapse = " + "), "==", total))
  }
  lines <- c()
  for (w in 1:4) {
    l <- sapply(1:4, function(k) label("l", loadings, group_loadings, w, k))
    n <- sapply(1:4, function(k) label("n", intercepts, group_intercepts, w, k))
    y <- paste0("y", w, "_", 1:4)
    lines <- c(lines, paste0("t", w, " =~ NA*", y[1], " + ", paste0(l, "*", y, collapse = " + ")),
      paste0(y, " ~ ", n, "*1"), paste0("t", w, if (is.null(basis)) " ~ NA*1" else " ~ 0*1"))
  }
  pairs <- combn(4, 2)
  for (k in 1:4) lines <- c(lines, paste0("y", pairs[1, ], "_", k, " ~~ y", pairs[2, ], "_", k))
  if (!is.null(basis)) {
    lines <- c(lines, paste0("i =~ ", paste0("1*t", 1:4, collapse = " + ")),
      paste0("s =~ ", paste0(format(basis, digits = 17), "*t", 1:4, collapse = " + ")),
      "i ~ NA*1", "s ~ NA*1", "i ~~ s")
  }
  paste(c(lines, sums("l", loadings, group_loadings, 4), sums("n", intercepts, group_intercepts, 0)),
        collapse = "\n")
}

panel_case <- function(id, model, args = character(), ...) {
  case(id, "growth over waves", "growth_panel.csv", model, c("--missing", "fiml", args),
       missing = "ml", em.h1.tol = 1e-14, em.h1.iter.max = 20000L, omit = gfi, ...)
}
clustered_panel <- function(id, model, args = character(), ...) {
  panel_case(id, model, c("--estimator", "MLR", "--cluster", "salesperson", args),
             estimator = "MLR", cluster = "salesperson", ...)
}
early <- c(0, 1, 3, 6)          # f(t) = t
late <- log1p(c(2, 3, 5, 8))    # f(t) = log(1 + t), of waves that begin later
clustered_panel("trust_configural", trust_model(FALSE, FALSE))
clustered_panel("trust_loadings", trust_model(TRUE, FALSE))
clustered_panel("trust_intercepts", trust_model())
panel_case("trust_growth_independent", trust_model(basis = early))
clustered_panel("trust_growth_linear", trust_model(basis = early))
clustered_panel("trust_growth_logarithmic", trust_model(basis = late))
clustered_panel("trust_growth_segments", trust_model(basis = early), c("--group", "segment"),
                group = "segment")
clustered_panel("trust_growth_logarithmic_segments", trust_model(basis = late),
                c("--group", "segment"), group = "segment")
clustered_panel("trust_segments_configural", trust_model(groups = 3, group_loadings = FALSE,
                group_intercepts = FALSE), c("--group", "segment"), group = "segment")
