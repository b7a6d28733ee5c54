# Reliability and discriminant validity written out from their formulas, on what lavaan estimates:
#   LC_ALL=C.UTF-8 Rscript reliability_reference.R > reliability_reference.json
# in this folder, with r-cran-lavaan, r-cran-jsonlite and r-cran-pbivnorm. Models and data are those
# of tests/reference.
suppressPackageStartupMessages({library(lavaan); library(jsonlite); library(pbivnorm)})
reference <- "../reference/"

# Loadings of items (names) on a construct, through constructs by the product.
loadings_of <- function(rows, construct, constructs) {
  mine <- rows[rows$lhs == construct & rows$op == "=~", ]
  parts <- lapply(seq_len(nrow(mine)), function(k) {
    if (!(mine$rhs[k] %in% constructs)) return(setNames(mine$est[k], mine$rhs[k]))
    mine$est[k] * loadings_of(rows, mine$rhs[k], constructs)
  })
  all <- unlist(parts)
  tapply(all, factor(names(all), unique(names(all))), sum)
}

# Implied covariances and means of the observed variables and of the constructs, covariates' own
# variation included where lavaan conditions on them.
implied <- function(m, x) {
  B <- if (is.null(m$beta)) 0 * m$psi else m$beta
  total <- solve(diag(nrow(m$psi)) - B)
  psi <- unclass(m$psi)
  alpha <- if (is.null(m$alpha)) rep(0, nrow(psi)) else m$alpha
  if (!is.null(m$gamma)) {
    psi <- psi + m$gamma %*% cov(x) %*% t(m$gamma)
    alpha <- alpha + m$gamma %*% colMeans(x)
  }
  factors <- total %*% psi %*% t(total)
  dimnames(factors) <- dimnames(m$psi)
  lambda <- unclass(m$lambda)
  nu <- if (is.null(m$nu)) rep(0, nrow(lambda)) else m$nu
  list(factors = factors, sigma = lambda %*% factors %*% t(lambda) + m$theta,
       mu = drop(nu + lambda %*% total %*% alpha))
}

item_covariance <- function(h, k, r) {
  at <- expand.grid(h = h, k = k)
  below <- if (r >= 1) pnorm(pmin(at$h, at$k)) else pbivnorm(at$h, at$k, r)
  sum(below - pnorm(at$h) * pnorm(at$k))
}
categorical_omega <- function(taus, common, total) {
  all <- function(R) sum(sapply(seq_along(taus), function(i) sapply(seq_along(taus), function(j)
    item_covariance(taus[[i]], taus[[j]], R[i, j]))))
  all(common) / all(total)
}

alpha_of <- function(S) nrow(S) / (nrow(S) - 1) * (1 - sum(diag(S)) / sum(S))
htmt <- function(R, a, b) {
  shared <- intersect(a, b); a <- setdiff(a, shared); b <- setdiff(b, shared)
  if (length(a) < 2 || length(b) < 2) return(NA)
  within <- function(v) mean(abs(R[v, v][lower.tri(R[v, v])]))
  mean(abs(R[a, b])) / sqrt(within(a) * within(b))
}

group_numbers <- function(fit, g, m, stats, data, ordered) {
  rows <- parameterEstimates(fit, remove.nonfree = FALSE)
  if (!is.null(rows$group)) rows <- rows[rows$group == g, ]
  rows <- rows[rows$op == "=~", ]
  constructs <- unique(rows$lhs)
  x <- if (!is.null(m$gamma)) as.matrix(data[colnames(m$gamma)])
  model <- implied(m, x)
  dimnames(model$sigma) <- list(rownames(m$lambda), rownames(m$lambda))
  names(model$mu) <- rownames(m$lambda)
  S <- if (is.null(stats$res.cov)) unclass(stats$cov) else stats$res.cov +
    stats$res.slopes %*% (cov(x) * (nrow(x) - 1) / nrow(x)) %*% t(stats$res.slopes)
  dimnames(S) <- dimnames(model$sigma)[1:2]
  reliability <- list(); items_of <- list(); extracted <- c()
  for (construct in constructs) {
    e <- loadings_of(rows, construct, constructs); v <- names(e)
    higher <- any(rows$rhs[rows$lhs == construct] %in% constructs)
    phi <- model$factors[construct, construct]; Sigma <- model$sigma[v, v, drop = FALSE]
    s <- e * sqrt(phi / diag(Sigma)); R <- cov2cor(Sigma)
    of_ordered <- v %in% ordered
    taus <- lapply(v, function(i) {
      tau <- m$tau[sub("[|].*", "", rownames(m$tau)) == i, 1]
      (tau - model$mu[i]) / sqrt(Sigma[i, i])
    })
    one <- length(v) == 1
    Sv <- S[v, v, drop = FALSE]
    extracted[construct] <- if (higher || one) NA else mean(s^2)
    items_of[[construct]] <- if (!higher) v
    reliability[[construct]] <- data.frame(
      construct = construct, group = g, items = length(v),
      alpha = if (higher || one) NA else alpha_of(if (any(of_ordered)) cov2cor(Sv) else Sv),
      omega = if (one || (any(of_ordered) && !all(of_ordered))) NA
              else if (all(of_ordered)) categorical_omega(taus, outer(s, s), R)
              else sum(e)^2 * phi / sum(Sigma),
      composite_reliability = if (one) NA else sum(s)^2 / sum(R),
      average_variance_extracted = extracted[[construct]])
  }
  first_order <- names(items_of)
  pairs <- list()
  if (length(first_order) > 1) for (pair in combn(first_order, 2, simplify = FALSE)) {
    r <- cov2cor(model$factors[pair, pair])[1, 2]
    pairs[[length(pairs) + 1]] <- data.frame(
      first = pair[1], second = pair[2], group = g, correlation = r,
      htmt = htmt(cov2cor(S), items_of[[pair[1]]], items_of[[pair[2]]]),
      fornell_larcker = all(extracted[pair] > r^2))
  }
  list(reliability = do.call(rbind, reliability), discriminant_validity = do.call(rbind, pairs))
}

# A case of tests/reference at the solution that stands there, which is better than where lavaan's
# minimiser stops. `...`: options of lavaan, written out for the program's.
numbers <- function(model, file, ...) {
  options <- list(...)
  group <- options$group
  data <- read.csv(paste0(reference, "data/", file))
  syntax <- paste(readLines(paste0(reference, "models/", model, ".lav")), collapse = "\n")
  rows <- as.data.frame(parTable(sem(syntax, data, ..., do.fit = FALSE)))
  key <- function(rows) paste(rows$lhs, rows$op, rows$rhs, rows$group)
  known <- fromJSON(paste0(reference, "expected/", model, ".json"))$parameters
  if (is.null(known$group)) known$group <- 1
  at <- match(key(rows), key(known))
  rows$est <- known$est[at]
  rows$est[is.na(at)] <- 0  # of constraints
  fit <- sem(syntax, data, ..., start = rows, optim.method = "none", se = "none", test = "none",
             fixed.x = TRUE)
  m <- lavInspect(fit, "est", drop.list.single.group = FALSE)
  stats <- lavInspect(fit, "sampstat", drop.list.single.group = FALSE)
  groups <- if (is.null(group)) list(data) else
    lapply(lavInspect(fit, "group.label"), function(label) data[data[[group]] == label, ])
  parts <- lapply(seq_along(m), function(g)
    group_numbers(fit, g, m[[g]], stats[[g]], groups[[g]], lavNames(fit, "ov.ord")))
  list(model = model, data = file, options = options[setdiff(names(options),
                                                             c("em.h1.tol", "em.h1.iter.max"))],
       reliability = do.call(rbind, lapply(parts, `[[`, "reliability")),
       discriminant_validity = do.call(rbind, lapply(parts, `[[`, "discriminant_validity")))
}

items <- c(paste0("m", 1:3), paste0("q", 1:3))
cases <- list(
  numbers("cross_loading_correlated_residual", "holzinger.csv"),
  numbers("dwls_groups_metric", "holzinger.csv", estimator = "DWLS", group = "school", group.equal = "loadings"),
  numbers("single_indicator_fixed_residual", "survey.csv"),
  numbers("second_order_structural", "survey.csv"),
  numbers("fiml_three_factors", "holzinger_holes.csv", missing = "ml", em.h1.tol = 1e-14,
          em.h1.iter.max = 20000L),
  numbers("ordered_bifactor", "ordered.csv", ordered = TRUE, std.lv = TRUE, orthogonal = TRUE),
  numbers("ordered_second_order", "ordered.csv", ordered = TRUE, parameterization = "theta"),
  numbers("ordered_two_covariates", "ordered.csv", ordered = items),
  numbers("ordered_two_covariates_theta", "ordered.csv", ordered = items,
          parameterization = "theta", std.lv = TRUE),
  numbers("mixed_items", "ordered.csv", ordered = c("m1", "m2", "m3", "s1")),
  numbers("ordered_groups_scalar", "ordered.csv", ordered = TRUE, group = "region",
          group.equal = c("loadings", "thresholds")))
cat(toJSON(cases, digits = I(12), na = "null", auto_unbox = TRUE, rownames = FALSE, pretty = 1), "\n")
