# Takes lavaan's polychoric and polyserial correlations to the last digits (for oracle.R).
# lavaan's minimiser leaves errors up to 1e-7 in them, which an estimate with a large standard error
# multiplies. The likelihood equation of each correlation is solved here from lavaan's own value,
# given lavaan's thresholds, means, variances and slopes, by secant steps.

bivariate_density <- function(a, b, r) {
  d <- exp(-(a^2 - 2 * r * a * b + b^2) / (2 * (1 - r^2))) / (2 * pi * sqrt(1 - r^2))
  ifelse(is.finite(a) & is.finite(b), d, 0)
}
bivariate_probability <- function(a, b, r) {  # of finite limits in pbivnorm
  pbivnorm(pmax(pmin(a, 40), -40), pmax(pmin(b, 40), -40), r)
}

# Casewise derivative of the log-likelihood of two variables with respect to their correlation.
# A variable is a list of limits (lower, upper) where ordered, of standardised values (z) if not.
correlation_score <- function(first, second, r) {
  if (is.null(first$z) && is.null(second$z)) {
    corner <- function(f) f(first$upper, second$upper, r) - f(first$lower, second$upper, r) -
      f(first$upper, second$lower, r) + f(first$lower, second$lower, r)
    return(corner(bivariate_density) / corner(bivariate_probability))
  }
  s <- sqrt(1 - r^2)
  if (is.null(first$z) || is.null(second$z)) {
    z <- if (is.null(first$z)) second$z else first$z
    o <- if (is.null(first$z)) first else second
    at <- function(t) (t - r * z) / s
    slope <- function(t) ifelse(is.finite(t), dnorm(at(t)) * (t * r - z), 0) / s^3
    return((slope(o$upper) - slope(o$lower)) / (pnorm(at(o$upper)) - pnorm(at(o$lower))))
  }
  cross <- first$z * second$z
  r / s^2 + cross * (1 + r^2) / s^4 - r * (first$z^2 + second$z^2) / s^4
}

solve_correlation <- function(first, second, weight, r) {
  keep <- !is.na(if (is.null(first$z)) first$upper else first$z) &
    !is.na(if (is.null(second$z)) second$upper else second$z)
  first <- lapply(first, `[`, keep); second <- lapply(second, `[`, keep); weight <- weight[keep]
  total <- function(r) sum(weight * correlation_score(first, second, r))
  at <- total(r)
  slope <- -sum(weight * correlation_score(first, second, r)^2)
  for (step in 1:12) {
    move <- -at / slope
    if (!is.finite(move) || abs(r + move) > .99) return(NA)
    there <- total(r + move)
    if (move != 0 && there != at) slope <- (there - at) / move
    r <- r + move; at <- there
    if (abs(move) < 1e-14) break
  }
  r
}

# lavaan's sample statistics with these correlations.
refined_statistics <- function(fit) {
  stats <- fit@SampleStats
  conditional <- lavInspect(fit, "options")$conditional.x
  for (g in seq_len(stats@ngroups)) {
    y <- fit@Data@X[[g]]
    x <- if (conditional) fit@Data@eXo[[g]]
    weight <- fit@Data@weights[[g]]
    if (is.null(weight)) weight <- rep(1, nrow(y))
    th <- if (conditional) stats@res.th[[g]] else stats@th[[g]]
    index <- stats@th.idx[[g]]
    S <- if (conditional) stats@res.cov[[g]] else stats@cov[[g]]
    p <- ncol(S)
    continuous <- !(seq_len(p) %in% index)
    scale <- sqrt(diag(S))
    variables <- lapply(seq_len(p), function(v) {
      shift <- if (conditional) as.numeric(x %*% stats@res.slopes[[g]][v, ]) else 0
      if (continuous[v]) {
        mean <- if (conditional) stats@res.int[[g]][v] else stats@mean[[g]][v]
        return(list(z = (y[, v] - mean - shift) / scale[v]))
      }
      cut <- c(-Inf, th[index == v], Inf)
      list(lower = cut[y[, v]] - shift, upper = cut[y[, v] + 1] - shift)
    })
    for (j in seq_len(p - 1)) for (i in (j + 1):p) {
      if (all(continuous[c(i, j)]) && !anyNA(y[, c(i, j)])) next  # a closed form
      if (!any(continuous[c(i, j)]) && !conditional) {
        table <- table(y[, i], y[, j])
        if (length(table) == 4 && any(table == 0)) next  # lavaan adds .5 to the empty cell
      }
      r <- S[i, j] / (scale[i] * scale[j])
      better <- solve_correlation(variables[[j]], variables[[i]], weight, r)
      if (is.na(better)) next  # at the edge, where lavaan stops too
      S[i, j] <- S[j, i] <- better * scale[i] * scale[j]
    }
    if (conditional) stats@res.cov[[g]][] <- S else stats@cov[[g]][] <- S
    low <- S[lower.tri(S)]
    moments <- stats@WLS.obs[[g]]
    tail_at <- length(moments) - length(low) + seq_along(low)
    stats@WLS.obs[[g]][tail_at] <- low
  }
  stats
}
