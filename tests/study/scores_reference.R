# Makes scores_reference.json: scores of some respondents from lavaan (Debian's r-cran-lavaan, run
# as a black box).
#
#     LC_ALL=C.UTF-8 Rscript scores_reference.R ../reference/data scores_reference.json
#
# Continuous answers: lavPredict() as it stands. Ordered ones: lavaan's estimates, and from them
# each respondent's posterior mode by Newton's method written down here, since lavPredict()'s
# minimiser stops at 1e-5 to 1e-3; where its objective is right (one group, delta) the script stops
# if the two differ by more than 2e-3. Standard errors of modes, which lavaan does not give, are
# those of the inverse Hessian.
suppressMessages({library(lavaan); library(jsonlite)})

argument <- commandArgs(TRUE)
holzinger <- read.csv(file.path(argument[1], "holzinger.csv"))
survey <- read.csv(file.path(argument[1], "survey.csv"))
rows <- c(1, 2, 3, 50, 151, 200, 301)

Model <- function(...) paste(c(...), collapse = "\n")

Table <- function(scores, errors) {
  list(scores = lapply(rows, function(i) as.list(scores[i, ])),
       se = lapply(rows, function(i) as.list(errors[i, ])))
}

Continuous <- function(name, model, options, method, ...) {
  fit <- sem(model, holzinger, ...)
  stopifnot(lavInspect(fit, "converged"))
  errors <- scores <- matrix(NA, nrow(holzinger), length(lavNames(fit, "lv")),
                             dimnames = list(NULL, lavNames(fit, "lv")))
  found <- lavPredict(fit, method = method, se = "standard")
  se <- attr(found, "se")
  if (!is.list(found)) found <- list(found)
  cases <- lavInspect(fit, "case.idx")
  if (!is.list(cases)) cases <- list(cases)
  for (g in seq_along(cases)) {
    scores[cases[[g]], ] <- found[[g]]
    errors[cases[[g]], ] <- rep(se[[g]], each = length(cases[[g]]))
  }
  c(list(name = name, data = "holzinger.csv", model = model, options = options,
         method = tolower(method), rows = rows), Table(scores, errors))
}

# The posterior mode of one respondent: items with thresholds, loadings and residual standard
# deviations, prior N(m, V).
Mode <- function(y, items, m, V) {
  P <- solve(V)
  eta <- m
  for (iteration in 1:50) {
    g <- as.vector(P %*% (eta - m))
    H <- P
    for (j in names(items)) {
      if (is.na(y[[j]])) next
      item <- items[[j]]
      at <- (c(-Inf, item$cuts, Inf) - item$nu - sum(item$loadings * eta)) / item$sd
      a <- at[y[[j]]]
      b <- at[y[[j]] + 1]
      p <- pnorm(b) - pnorm(a)
      first <- (dnorm(a) - dnorm(b)) / p
      moment <- function(x) if (is.finite(x)) x * dnorm(x) else 0
      second <- (moment(a) - moment(b)) / p - first^2
      l <- item$loadings / item$sd
      g <- g - first * l
      H <- H - second * l %*% t(l)
    }
    step <- solve(H, g)
    eta <- eta - step
    if (max(abs(step)) < 1e-12) break
  }
  stopifnot(max(abs(step)) < 1e-12)
  list(eta = eta, se = sqrt(diag(solve(H))))
}

Ordered <- function(name, model, options, ordered, right, data = survey, x = NULL, ...) {
  fit <- sem(model, data, ordered = ordered, ...)
  stopifnot(lavInspect(fit, "converged"))
  constructs <- lavNames(fit, "lv")
  estimates <- lavInspect(fit, "est")
  groups <- if (lavInspect(fit, "ngroups") > 1) estimates else list(estimates)
  labels <- lavInspect(fit, "group.label")
  scores <- errors <- matrix(NA, nrow(data), length(constructs), dimnames = list(NULL, constructs))
  for (g in seq_along(groups)) {
    e <- groups[[g]]
    table <- parameterEstimates(fit)
    if (is.null(table$group)) table$group <- 1
    table <- table[table$group == g, ]
    value <- function(lhs, op, rhs) {
      v <- table$est[table$lhs == lhs & table$op == op & table$rhs == rhs]
      if (length(v) == 0) 0 else v
    }
    B <- if (is.null(e$beta)) matrix(0, length(constructs), length(constructs)) else
      e$beta[constructs, constructs]
    E <- solve(diag(length(constructs)) - B)
    V <- E %*% e$psi[constructs, constructs] %*% t(E)
    items <- list()
    for (j in ordered) {
      items[[j]] <- list(cuts = table$est[table$lhs == j & table$op == "|"],
                         nu = value(j, "~1", ""),
                         loadings = sapply(constructs, value, op = "=~", rhs = j) +
                                    sapply(constructs, function(f) value(j, "~", f)),
                         sd = sqrt(value(j, "~~", j)))
    }
    own <- if (length(groups) > 1) data$market == labels[g] else TRUE
    for (i in intersect(rows, which(rep(own, length.out = nrow(data))))) {
      alpha <- sapply(constructs, value, op = "~1", rhs = "")
      for (f in constructs) for (k in x) alpha[f] <- alpha[f] + value(f, "~", k) * data[i, k]
      mode <- Mode(data[i, ], items, as.vector(E %*% alpha), V)
      scores[i, ] <- mode$eta
      errors[i, ] <- mode$se
    }
  }
  if (right) {
    found <- lavPredict(fit)
    cat(name, "lavPredict differs by", max(abs(found[rows, ] - scores[rows, ])), "\n")
    stopifnot(max(abs(found[rows, ] - scores[rows, ])) < 2e-3)
  }
  c(list(name = name, data = "survey.csv", model = model, options = options, method = "ebm",
         rows = rows), Table(scores, errors))
}

three <- Model("visual =~ x1 + x2 + x3", "textual =~ x4 + x5 + x6", "speed =~ x7 + x8 + x9")
covariates <- Model(three, "visual ~ agemo", "x9 ~ grade", "textual ~ visual + grade")
outcome <- Model(three, "ageyr ~ visual + textual")
second <- Model(three, "g =~ visual + textual + speed")
items <- function(...) as.vector(sapply(c(...), paste0, 1:4))
measured <- function(...) sapply(c(...), function(f)
  paste(f, "=~", paste0(f, 1:4, collapse = " + ")))
trust <- Model(measured("conf", "comp", "trust"))

cases <- list(
  Continuous("three factors, regression", three, list(), "regression"),
  Continuous("three factors, Bartlett", three, list(), "Bartlett"),
  Continuous("covariates, regression", covariates, list(), "regression"),
  Continuous("covariates, Bartlett", covariates, list(), "Bartlett"),
  Continuous("an outcome, regression", outcome, list(), "regression", meanstructure = TRUE),
  Continuous("an outcome, Bartlett", outcome, list(), "Bartlett", meanstructure = TRUE),
  Continuous("second order, regression", second, list(), "regression"),
  Continuous("two groups, regression", three,
             list(group = "school", equal = c("loadings", "intercepts")), "regression",
             group = "school", group.equal = c("loadings", "intercepts")),
  Continuous("two groups, Bartlett", three,
             list(group = "school", equal = c("loadings", "intercepts")), "Bartlett",
             group = "school", group.equal = c("loadings", "intercepts")),
  Ordered("ordered, delta", trust, list(ordered = items("conf", "comp", "trust")),
          items("conf", "comp", "trust"), TRUE),
  Ordered("ordered, theta", trust,
          list(ordered = items("conf", "comp", "trust"), parameterization = "theta"),
          items("conf", "comp", "trust"), FALSE, parameterization = "theta"),
  Ordered("ordered, paths and a covariate", Model(trust, "trust ~ conf + comp + tenure"),
          list(ordered = items("conf", "comp", "trust")), items("conf", "comp", "trust"), TRUE,
          x = "tenure"),
  Ordered("ordered outcome", Model(measured("conf", "comp"), "trust1 ~ conf + comp"),
          list(ordered = c(items("conf", "comp"), "trust1")), c(items("conf", "comp"), "trust1"),
          TRUE),
  Ordered("ordered, groups with equal thresholds and loadings", trust,
          list(ordered = items("conf", "comp", "trust"), group = "market",
               equal = c("thresholds", "loadings")),
          items("conf", "comp", "trust"), FALSE, group = "market",
          group.equal = c("thresholds", "loadings")))
write(toJSON(cases, auto_unbox = TRUE, digits = NA, pretty = TRUE), argument[2])
