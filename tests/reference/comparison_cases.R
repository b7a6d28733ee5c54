# Comparisons of models with the numbers that lavaan's lavTestLRT() gives for them, as a black box,
# and Vuong's tests written out. check_comparison.py runs them through the program.
#   LC_ALL=C.UTF-8 Rscript comparison_cases.R DIR
# DIR (this folder) has data/; data/holzinger_cut.csv and comparison_cases.json are written.
suppressMessages({library(lavaan); library(jsonlite)})
options(warn = -1)
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
here <- commandArgs(trailingOnly = TRUE)[1]
read <- function(name) read.csv(file.path(here, "data", name))

# Nine tests in three or four categories of unequal size.
cut_data <- local({
  d <- read("holzinger.csv"); out <- d[, c("sex", "ageyr", "school")]
  for (i in 1:9) {
    shares <- if (i %% 3 == 0) c(.2, .5, .8) else c(.3, .7)
    limits <- quantile(d[[paste0("x", i)]], shares)
    out[[paste0("x", i)]] <- findInterval(d[[paste0("x", i)]], limits, left.open = TRUE) + 1
  }
  out
})
write.csv(cut_data, file.path(here, "data", "holzinger_cut.csv"), row.names = FALSE, quote = FALSE)

hs <- "visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9"
uncorrelated <- paste0(hs, "
visual ~~ 0*speed
textual ~~ 0*speed")
tau <- "visual =~ x1 + a*x2 + a*x3
textual =~ x4 + b*x5 + b*x6
speed =~ x7 + c*x8 + c*x9"
covariates <- paste0(hs, "
visual + textual + speed ~ ageyr + sex")
no_age <- paste0(hs, "
visual + textual + speed ~ 0*ageyr + sex")
pd <- "ind60 =~ x1 + x2 + x3
dem60 =~ y1 + a*y2 + b*y3 + c*y4
dem65 =~ y5 + d*y6 + e*y7 + f*y8
dem60 ~ ind60
dem65 ~ ind60 + dem60
y1 ~~ y5
y2 ~~ y4 + y6
y3 ~~ y7
y4 ~~ y8
y6 ~~ y8"
pd_equal <- paste0(pd, "
a == d
b == e
c == f")
pd_curved <- paste0(pd, "
a == d
b == e
c == e^2")

HS <- "holzinger.csv"; PD <- "democracy.csv"; HC <- "holzinger_cut.csv"; HH <- "holzinger_holes.csv"
fit_one <- function(model, data, dots) {
  do.call("sem", c(list(model = model, data = read(data)), dots))
}
number <- function(x) signif(as.numeric(x), 12)
cases <- list()

measures <- function(fits) lapply(fits, function(f) {
  wanted <- c("npar", "chisq", "df", "aic", "bic", "cfi", "rmsea", "srmr")
  as.list(signif(unclass(fitMeasures(f))[intersect(wanted, names(fitMeasures(f)))], 12))
})

# Models in order of their degrees of freedom, or one model with steps of equality over groups.
# `test`: arguments of lavTestLRT(), or what gives a row from the less restricted model and the other.
compare <- function(id, data, models, args, dots = list(), steps = NULL, test = list()) {
  if (is.null(steps)) {
    fits <- lapply(models, fit_one, data, dots)
  } else {
    at <- match("--equal", args)
    first <- if (is.na(at)) character() else args[at + 1]
    sets <- lapply(c(0, seq_along(steps)), function(i) {
      set <- c(first, unlist(strsplit(steps[seq_len(i)], "+", fixed = TRUE)))
      if (length(set)) set else "none"
    })
    fits <- lapply(sets, function(equal)
      fit_one(models[[1]], data, c(dots, list(group = "school", group.equal = equal))))
    args <- c(args, "--group", "school", "--equal-steps", paste(steps, collapse = ","))
  }
  if (is.function(test)) {
    rows <- lapply(seq_along(fits)[-1], function(i) test(fits[[i - 1]], fits[[i]]))
  } else {
    table <- do.call("lavTestLRT", c(list(object = fits[[1]]), fits[-1], test))
    rows <- lapply(seq_along(fits)[-1], function(i) list(
      chisq_diff = number(table[["Chisq diff"]][i]), df_diff = number(table[["Df diff"]][i]),
      pvalue = number(table[["Pr(>Chisq)"]][i])))
  }
  cases[[length(cases) + 1]] <<- list(
    id = id, data = data, models = as.list(models), args = as.list(args),
    expected = list(models = measures(fits), comparisons = rows))
  cat(id, sapply(rows, function(r) r$chisq_diff), "\n")
}
est <- function(name, ...) c("--estimator", name, ...)
groups <- c("loadings", "intercepts", "residuals")

compare("ml_one_group", HS, list(hs, tau, uncorrelated)[c(1, 3)], est("ML"))
compare("ml_three_models", PD, list(pd, pd_equal), est("ML"))
compare("ml_groups", HS, list(hs), est("ML"), list(estimator = "ML"), groups)
compare("gls_groups", HS, list(hs), est("GLS"), list(estimator = "GLS"), groups[1:2])
compare("wls_groups", HS, list(hs), est("WLS"), list(estimator = "WLS"), groups[1:2])
compare("ml_covariates", HS, list(covariates, no_age), est("ML"))
compare("fiml_groups", HH, list(hs), est("ML", "--missing", "fiml"),
  list(missing = "ml", em.h1.tol = 1e-14, em.h1.iter.max = 20000L), groups[1:2])

for (name in c("MLM", "MLR")) {
  low <- tolower(name); dots <- list(estimator = name)
  compare(paste0(low, "_groups_2001"), HS, list(hs), est(name), dots, groups)
  # lavaan carries equal intercepts to the other model without the latent means that come with them,
  # which scores depend on, and centres scores by group where the model holds over groups.
  steps <- if (name == "MLM") groups else groups[1]
  compare(paste0(low, "_groups_2010"), HS, list(hs),
    est(name, "--difference", "satorra_bentler_2010"), dots, steps,
    list(method = "satorra.bentler.2010"))
  compare(paste0(low, "_groups_2000"), HS, list(hs), est(name, "--difference", "satorra_2000"),
    dots, steps, list(method = "satorra.2000"))
  compare(paste0(low, "_groups_2000_scaled"), HS, list(hs),
    est(name, "--difference", "satorra_2000_scaled"), dots, steps,
    list(method = "satorra.2000", scaled.shifted = FALSE))
  # Where equal loadings are all that is added, lavaan's exact restrictions are right; intercepts
  # free latent means beside, which it leaves out of account.
  compare(paste0(low, "_groups_2000_exact"), HS, list(hs),
    est(name, "--difference", "satorra_2000", "--restrictions", "exact"), dots, groups[1],
    list(method = "satorra.2000", A.method = "exact"))
}

# The formulas written out, from lavaan's information, scores and derivatives of moments.
row_of <- function(chisq, df) {
  list(chisq_diff = number(chisq), df_diff = number(df),
       pvalue = number(pchisq(chisq, df, lower.tail = FALSE)))
}
directions <- function(fit) {
  if (fit@Model@eq.constraints) fit@Model@eq.constraints.K else diag(fit@Model@nx.free)
}
satorra_2000 <- function(general, restricted) {
  derivatives <- function(fit) do.call(rbind, lavInspect(fit, "delta")) %*% directions(fit)
  K <- directions(general); D1 <- derivatives(general)
  H <- qr(qr.coef(qr(D1), derivatives(restricted)))
  A <- t(qr.Q(H, complete = TRUE)[, -seq_len(H$rank)])
  E <- solve(t(K) %*% lavInspect(general, "information.observed") %*% K)
  M <- t(K) %*% lavInspect(general, "information.first.order") %*% K
  R <- solve(A %*% E %*% t(A), A %*% E %*% M %*% E %*% t(A))
  t1 <- sum(diag(R)); t2 <- sum(R * t(R)); d <- nrow(A)
  difference <- fitMeasures(restricted, "chisq") - fitMeasures(general, "chisq")
  row_of(difference / sqrt(t2 / d) + d - sqrt(d * t1^2 / t2), d)
}
# The model with equal loadings where intercepts are equal too: those of the second group take the
# latent means along.
satorra_bentler_2010 <- function(general, restricted) {
  estimates <- lavInspect(restricted, "est")[[2]]
  rows <- as.data.frame(parTable(general)); source <- as.data.frame(parTable(restricted))
  key <- function(r) paste(r$lhs, r$op, r$rhs, r$group)
  found <- match(key(rows), key(source))
  rows$est[!is.na(found)] <- source$est[found[!is.na(found)]]
  rows$est[rows$op == "~1" & rows$lhs %in% c("visual", "textual", "speed")] <- 0
  items <- paste0("x", 1:9); at <- match(paste(items, "~1  2"), key(rows))
  rows$est[at] <- (estimates$nu + estimates$lambda %*% estimates$alpha)[items, 1]
  there <- sem(hs, read(HS), estimator = "MLR", group = "school", group.equal = "loadings",
    start = rows, optim.method = "none")
  df <- c(fitMeasures(restricted, "df"), fitMeasures(general, "df"))
  scaling <- c(fitMeasures(restricted, "chisq.scaling.factor"),
    fitMeasures(there, "chisq.scaling.factor"))
  difference <- fitMeasures(restricted, "chisq") - fitMeasures(general, "chisq")
  row_of(difference * (df[1] - df[2]) / sum(scaling * df * c(1, -1)), df[1] - df[2])
}
compare("mlr_groups_2000_scores", HS, list(hs), est("MLR", "--difference", "satorra_2000"),
  list(estimator = "MLR"), groups, satorra_2000)
compare("mlr_groups_2010_means", HS, list(hs),
  est("MLR", "--equal", "loadings", "--difference", "satorra_bentler_2010"),
  list(estimator = "MLR"), groups[2], satorra_bentler_2010)
compare("mlm_constraints_2001", PD, list(pd, pd_curved), est("MLM"), list(estimator = "MLM"))
compare("mlm_constraints_2000", PD, list(pd, pd_equal), est("MLM", "--difference", "satorra_2000"),
  list(estimator = "MLM"), test = list(method = "satorra.2000"))
compare("mlr_covariates", HS, list(covariates, no_age), est("MLR"), list(estimator = "MLR"))
compare("mlmv_groups", HS, list(hs), est("MLMV"), list(estimator = "MLMV"), groups)
compare("mlmvs_groups_adjusted", HS, list(hs),
  est("MLMVS", "--difference", "satorra_2000_adjusted"), list(estimator = "MLMVS"), groups[1:2],
  list(method = "satorra.2000", scaled.shifted = FALSE))
compare("ulsmv_groups", HS, list(hs), est("ULSMV"), list(estimator = "ULSMV"), groups[1:2])

ordered <- function(name, ...) est(name, "--ordered", "all", ...)
dots <- function(name, ...) list(estimator = name, ordered = paste0("x", 1:9), ...)
compare("wlsmv_ordered", HC, list(hs, uncorrelated), ordered("WLSMV"), dots("WLSMV"))
compare("wlsmv_ordered_covariates", HC, list(covariates, no_age), ordered("WLSMV"), dots("WLSMV"))
compare("wlsmv_ordered_groups", HC, list(hs), ordered("WLSMV"), dots("WLSMV"),
  c("thresholds", "loadings"))
compare("wlsmv_ordered_groups_together", HC, list(hs), ordered("WLSMV"), dots("WLSMV"),
  c("thresholds+loadings"))
compare("wlsmv_ordered_adjusted", HC, list(hs, uncorrelated),
  ordered("WLSMV", "--difference", "satorra_2000_adjusted"), dots("WLSMV"),
  test = list(method = "satorra.2000", scaled.shifted = FALSE))
compare("wlsmv_ordered_exact", HC, list(hs, uncorrelated),
  ordered("WLSMV", "--difference", "satorra_2000", "--restrictions", "exact"), dots("WLSMV"),
  test = list(method = "satorra.2000", A.method = "exact"))
compare("wlsmv_ordered_theta", HC, list(hs, uncorrelated),
  ordered("WLSMV", "--parameterization", "theta"), dots("WLSMV", parameterization = "theta"))
compare("ulsmv_ordered_groups", HC, list(hs), ordered("ULSMV"), dots("ULSMV"), c("thresholds"))
compare("wlsm_ordered_2001", HC, list(hs, uncorrelated), ordered("WLSM"), dots("WLSM"))
compare("wlsm_ordered_2010", HC, list(hs, uncorrelated),
  ordered("WLSM", "--difference", "satorra_bentler_2010"), dots("WLSM"),
  test = list(method = "satorra.bentler.2010"))

# --- Vuong's tests: Vuong (1989), eqs. 3.1, 3.6, 5.6, from lavaan's scores and observed
# information; the sum of weighted chi-squares by Imhof's (1961) integral.
imhof <- function(x, weights) {
  weights <- weights[weights > 1e-10 * max(weights)]
  f <- Vectorize(function(u) sin(.5 * sum(atan(weights * u)) - .5 * x * u) /
    (u * exp(.25 * sum(log1p((weights * u)^2)))))
  limit <- exp(-(sum(log(weights)) / 2 + log(1e-13)) / (length(weights) / 2)) + 50 / min(weights[1:3])
  ends <- c(0, 10^seq(-4, log10(limit), length.out = 400))
  total <- sum(sapply(seq_along(ends)[-1], function(i)
    integrate(f, ends[i - 1], ends[i], subdivisions = 2000L, rel.tol = 1e-10, stop.on.error = FALSE)$value))
  .5 + total / pi
}
vuong <- function(id, data, models, args, dots = list()) {
  fits <- lapply(models, fit_one, data, dots)  # the second is the more restricted one
  a <- fits[[2]]; b <- fits[[1]]
  la <- as.numeric(unlist(lavInspect(a, "loglik.casewise")))
  lb <- as.numeric(unlist(lavInspect(b, "loglik.casewise")))
  la <- la[!is.na(la)]; lb <- lb[!is.na(lb)]
  n <- length(la); d <- la - lb; variance <- mean((d - mean(d))^2)
  S <- cbind(lavScores(a), lavScores(b))
  B <- crossprod(S) / n
  D <- lav_matrix_bdiag(solve(lavInspect(a, "information.observed")),
                        -solve(lavInspect(b, "information.observed")))
  weights <- Re(eigen(B %*% D, only.values = TRUE)$values)^2
  z <- sum(d) / sqrt(n * variance); half <- qnorm(.975) * sqrt(4 * n * variance)
  bic <- BIC(a) - BIC(b); aic <- AIC(a) - AIC(b)
  cases[[length(cases) + 1]] <<- list(
    id = id, data = data, models = as.list(models), args = as.list(args),
    expected = list(models = measures(list(b, a)), comparisons = list(list(vuong = lapply(list(
      variance = variance, distinguishable_pvalue = imhof(n * variance, weights), z = z,
      model_better_pvalue = pnorm(z, lower.tail = FALSE), than_better_pvalue = pnorm(z),
      aic_difference = aic, aic_ci_lower = aic - half, aic_ci_upper = aic + half,
      bic_difference = bic, bic_ci_lower = bic - half, bic_ci_upper = bic + half), number)))))
  cat(id, z, imhof(n * variance, weights), "\n")
}
two_a <- "visual =~ x1 + x2 + x3 + x9
textual =~ x4 + x5 + x6
speed =~ x7 + x8"
two_b <- "visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6 + x2
speed =~ x7 + x8 + x9"
close_a <- paste0(hs, "
x1 ~~ x7")
close_b <- paste0(hs, "
x4 ~~ x9
x3 ~~ x5")
means <- list(meanstructure = TRUE)
vuong("vuong_far", HS, list(two_b, two_a), "--meanstructure", means)
vuong("vuong_close", HS, list(close_b, close_a), "--meanstructure", means)
vuong("vuong_groups", HS, list(two_b, two_a), c("--group", "school"), list(group = "school"))
vuong("vuong_fiml", HH, list(close_b, close_a), c("--missing", "fiml"), list(missing = "ml"))
vuong("vuong_covariates", HS, list(
  paste0(hs, "
visual + textual ~ ageyr + sex
speed ~ visual"), paste0(hs, "
visual + speed ~ ageyr
textual ~ sex + 0*ageyr")), "--meanstructure", means)

write_json(cases, file.path(here, "comparison_cases.json"), auto_unbox = TRUE, digits = NA,
  pretty = TRUE)
