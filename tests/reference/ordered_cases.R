# Cases with ordered answers, read by cases.R. The data are synthetic.

# --- data
# Four constructs with a covariate each on the first, items of 2, 3, 5 and 7 categories and
# continuous ones, an ordered and a continuous outcome, two regions, weights.
set.seed(2204)
ordered_data <- local({
  n <- 640; region <- rep(c("north", "south"), c(350, 290))[sample(n)]; south <- region == "south"
  x1 <- rnorm(n); x2 <- rbinom(n, 1, .45)
  B <- .4 * x1 - .3 * x2 + .25 * south + rnorm(n, 0, .9)
  M <- .5 * B + .2 * x1 + rnorm(n, 0, .8); S <- .35 * M + .3 * B - .2 * south + rnorm(n, 0, .8)
  Q <- .5 * S + .2 * M + rnorm(n, 0, .8)
  answer <- function(f, loading, at) {
    z <- loading * as.numeric(scale(f)) + sqrt(1 - loading^2) * rnorm(n) + .15 * south
    findInterval(z, at) + 1L
  }
  frame <- data.frame(
    b1 = answer(B, .75, .2), b2 = answer(B, .7, -.5), b3 = answer(B, .8, .9),
    b4 = answer(B, .6, -1), b5 = answer(B, .65, .4), b6 = 1L,
    m1 = answer(M, .8, c(-.6, .5)), m2 = answer(M, .7, c(-1.2, -.2)), m3 = answer(M, .75, c(0, 1)),
    m4 = answer(M, .6, c(-.8, .9)),
    q1 = answer(Q, .8, c(-1.4, -.5, .3, 1.2)), q2 = answer(Q, .7, c(-1, -.3, .2, .9)),
    q3 = answer(Q, .75, c(-1.5, 0, .8, 1.6)), q4 = answer(Q, .6, c(-2.05, -1.9, .2, 2.2)),
    s1 = answer(S, .8, c(-1.5, -1, -.4, .2, .8, 1.4)),
    s2 = answer(S, .7, c(-1, -.6, 0, .4, .9, 1.5)),
    s3 = answer(S, .75, c(-1.8, -1.2, -.5, 0, .5, 1)),
    s4 = answer(S, .6, c(-1.1, -.7, 0, .7, 1.1, 2)))
  # Nobody without b1 has b6: one of the four cells of the two is empty.
  frame$b6 <- 1L + (frame$b1 == 2 & B + rnorm(n, 0, .6) > 1.9)
  frame <- cbind(frame, sapply(c(y1 = .8, y2 = .7, y3 = .75), function(l) {
    3 + 1.2 * (l * as.numeric(scale(S)) + sqrt(1 - l^2) * rnorm(n))
  }))
  frame$out <- answer(.6 * Q + .3 * x1 + rnorm(n, 0, .7), .8, c(-.9, .1, 1.1))
  frame$spend <- 5 + .8 * Q + .3 * x1 + .4 * B + rnorm(n)
  rounded(data.frame(frame, x1, x2, region, w = exp(rnorm(n, 0, .35))), 2)
})
write_data(ordered_data, "ordered.csv")

# The same with holes: answers missing here and there, some covariates, and all answers of four.
set.seed(2205)
ordered_holes <- local({
  frame <- ordered_data[setdiff(names(ordered_data), c("b4", "b5", "b6", "m4", "q4"))]
  for (name in setdiff(names(frame), c("x1", "x2", "region", "w"))) {
    frame[[name]][runif(nrow(frame)) < runif(1, .01, .1)] <- NA
  }
  frame$x1[c(17, 230, 501)] <- NA
  frame[c(40, 41, 300, 620), setdiff(names(frame), c("x1", "x2", "region", "w"))] <- NA
  frame
})
write_data(ordered_holes, "ordered_holes.csv")

# lavaan knows Gamma to the 1e-8 that its correlations have (oracle.R makes these exact, not Gamma);
# standard errors, scaled tests and modification indices inherit that.
ordered_tolerance <- list(estimates = 1e-7, errors = 1e-6, fit = 1e-6, modification = 1e-5)
ordered_reason <- "tighter than usual: the oracle's correlations are exact, its Gamma good to 1e-8"
OD <- "ordered.csv"; OH <- "ordered_holes.csv"
ordered_case <- function(id, capability, data, model, args = character(), ..., ordered = TRUE,
                         tolerance = ordered_tolerance, reason = ordered_reason) {
  names <- if (isTRUE(ordered)) "all" else paste(ordered, collapse = ",")
  case(id, capability, data, model, c("--ordered", names, args), ordered = ordered, ...,
       tolerance = tolerance, reason = reason)
}
estimator <- function(name) c("--estimator", name)
theta <- c("--parameterization", "theta")
regions <- c("--group", "region")
equal <- function(...) c("--equal", paste(gsub(".", "_", c(...), fixed = TRUE), collapse = ","))
weighted <- c("--weights", "w")
pairwise <- c("--missing", "pairwise")

binary <- "B =~ b1 + b2 + b3 + b4"
threes <- "M =~ m1 + m2 + m3 + m4"
sevens <- "S =~ s1 + s2 + s3 + s4"
mixed <- "M =~ m1 + m2 + m3\nS =~ y1 + y2 + s1"
mixed_names <- c("m1", "m2", "m3", "s1")
two_constructs <- "M =~ m1 + m2 + m3\nQ =~ q1 + q2 + q3"
path <- "B =~ b1 + b2 + b3
M =~ m1 + m2 + m3
Q =~ q1 + q2 + q3
M ~ a*B
Q ~ b*M + c*B
indirect := a*b
total := c + a*b
share := indirect/total"

# --- one group
ordered_case("ordered_binary", "ordered", OD, "B =~ b1 + b2 + b3 + b4 + b5", residuals = TRUE)
ordered_case("ordered_empty_cell", "ordered", OD, "B =~ b1 + b2 + b3 + b6", residuals = TRUE)
ordered_case("ordered_binary_theta", "ordered", OD, "B =~ b1 + b2 + b3 + b4 + b5", theta,
  parameterization = "theta")
ordered_case("ordered_three_categories", "ordered", OD, paste0(threes, "\nm1 ~~ m4"),
  residuals = TRUE)
ordered_case("ordered_near_empty_categories", "ordered", OD, "Q =~ q1 + q2 + q3 + q4")
ordered_case("ordered_seven_categories", "ordered", OD, sevens, "--std-lv", std.lv = TRUE)
ordered_case("ordered_several_numbers_of_categories", "ordered", OD,
"M =~ m1 + b2 + q3
S =~ s1 + s2 + b4")
ordered_case("ordered_structural_effects", "ordered", OD, path, residuals = TRUE)
ordered_case("ordered_structural_theta_std_lv", "ordered", OD, path, c(theta, "--std-lv"),
  parameterization = "theta", std.lv = TRUE)
ordered_case("ordered_second_order", "ordered", OD,
"B =~ b1 + b2 + b3
M =~ m1 + m2 + m3
Q =~ q1 + q2 + q3
G =~ B + M + Q", theta, parameterization = "theta")
ordered_case("ordered_bifactor", "ordered", OD,
"G =~ s1 + s2 + s3 + q1 + q2 + q3 + m1
S =~ s1 + s2 + s3
Q =~ q1 + q2 + q3", c("--std-lv", "--orthogonal"), std.lv = TRUE, orthogonal = TRUE)
ordered_case("ordered_observed_outcome", "ordered", OD, "Q =~ q1 + q2 + q3
M =~ m1 + m2 + m3
out ~ Q + M")
ordered_case("ordered_mediator", "ordered", OD, "B =~ b1 + b2 + b3
Q =~ q1 + q2 + q3
m1 ~ a*B
Q ~ b*m1 + c*B
indirect := a*b", theta, parameterization = "theta")
ordered_case("ordered_equal_loadings", "ordered", OD, "M =~ m1 + l*m2 + l*m3
Q =~ q1 + k*q2 + j*q3
k == 0.9*j")
ordered_case("ordered_inequalities", "ordered", OD, "M =~ m1 + a*m2 + b*m3
Q =~ q1 + c*q2 + d*q3
a > b
c < 1.5
d > 1.01")
ordered_case("ordered_thresholds_written", "ordered", OD, "M =~ m1 + m2 + m3 + m4
m1 | -0.5*t1 + t2
m2 | u*t1 + v*t2
m3 | start(0.2)*t1
m4 | t2 + t1
v - u == 0.9")
ordered_case("ordered_thresholds_labelled_equal", "ordered", OD, "Q =~ q1 + q2 + q3
q1 | k1*t1 + k2*t2 + k3*t3
q2 | k1*t1 + k2*t2 + k3*t3
q2 ~*~ q2
q2 ~ 1")
ordered_case("ordered_scale_fixed", "ordered", OD, "M =~ m1 + m2 + m3 + m4
m3 ~*~ 0.8*m3")
ordered_case("ordered_residual_variance_fixed", "ordered", OD, "M =~ m1 + m2 + m3 + m4
m3 ~~ 0.5*m3", theta, parameterization = "theta")

# --- estimators
for (name in c("WLSM", "WLSMVS", "ULS", "ULSM", "ULSMV", "ULSMVS", "DWLS", "WLS")) {
  ordered_case(paste0("ordered_", tolower(name)), "ordered_estimators", OD, two_constructs,
    estimator(name), estimator = name)
}
ordered_case("ordered_wlsm_groups", "ordered_estimators", OD, threes,
  c(estimator("WLSM"), regions, equal("loadings", "thresholds")), estimator = "WLSM",
  group = "region", group.equal = c("loadings", "thresholds"))
ordered_case("ordered_ulsmv_mixed", "ordered_estimators", OD, mixed, estimator("ULSMV"),
  ordered = mixed_names, estimator = "ULSMV")
for (name in c("WLSMV", "ULSM", "ULSMV")) {
  case(paste0("continuous_", tolower(name)), "ordered_estimators", HS, paste0(hs, "
speed ~ visual"), estimator(name), estimator = name)
}

# --- covariates
ordered_case("ordered_covariate_on_construct", "ordered_covariates", OD, paste0(threes, "\nM ~ x1"))
ordered_case("ordered_two_covariates", "ordered_covariates", OD, paste0(two_constructs, "
M ~ x1 + x2
Q ~ M + x1
q2 ~ x2"))
ordered_case("ordered_two_covariates_theta", "ordered_covariates", OD, paste0(two_constructs, "
M ~ x1 + x2
Q ~ M
m2 ~ x1"), c(theta, "--std-lv"), parameterization = "theta", std.lv = TRUE)
ordered_case("ordered_covariates_random", "ordered_covariates", OD, paste0(two_constructs, "
M ~ x1 + y3
Q ~ M + x1"), c("--fixed-x", "false"), fixed.x = FALSE, conditional.x = FALSE)
ordered_case("ordered_binary_covariate", "ordered_covariates", OD, "B =~ b1 + b2 + b3 + b5
B ~ x1 + x2", estimator("ULSMV"), estimator = "ULSMV")
ordered_case("ordered_outcome_with_covariate", "ordered_covariates", OD, "Q =~ q1 + q2 + q3
Q ~ x1
out ~ Q + x1 + x2")
ordered_case("ordered_probit_regressions", "ordered_covariates", OD, "out ~ x1 + x2
b1 ~ x1 + x2")
ordered_case("ordered_covariate_groups", "ordered_covariates", OD, paste0(threes, "\nM ~ x1 + x2"),
  c(regions, equal("loadings", "thresholds")), group = "region",
  group.equal = c("loadings", "thresholds"))

# --- ordered and continuous items
ordered_case("mixed_items", "ordered_mixed", OD, paste0(mixed, "\nspend ~ S + M"),
  ordered = mixed_names, residuals = TRUE)
ordered_case("mixed_items_covariates", "ordered_mixed", OD, paste0(mixed, "
S ~ M + x1
spend ~ S + x1 + x2
y1 ~~ m1"), theta, ordered = mixed_names, parameterization = "theta")
ordered_case("mixed_groups", "ordered_mixed", OD, mixed, c(regions, equal("loadings", "thresholds",
  "residuals")), ordered = mixed_names, group = "region",
  group.equal = c("loadings", "thresholds", "residuals"))
ordered_case("mixed_outcomes", "ordered_mixed", OD, "S =~ y1 + y2 + y3
out ~ S
spend ~ S", ordered = "out")

# --- groups
group_case <- function(id, model, kinds, args = character(), ...) {
  ordered_case(id, "ordered_groups", OD, model,
    c(regions, if (length(kinds)) equal(kinds), args), group = "region",
    group.equal = if (length(kinds)) kinds else "", ...)
}
both <- c("loadings", "thresholds")
group_case("ordered_groups_configural", threes, character())
group_case("ordered_groups_loadings", threes, "loadings", residuals = TRUE)
group_case("ordered_groups_thresholds", threes, "thresholds")
group_case("ordered_groups_scalar", two_constructs, both)
group_case("ordered_groups_scalar_theta", threes, both, theta, parameterization = "theta")
group_case("ordered_groups_scalar_std_lv", threes, both, "--std-lv", std.lv = TRUE)
group_case("ordered_groups_means", threes, c(both, "means"))
group_case("ordered_groups_residuals_theta", threes, c(both, "residuals"), theta,
  parameterization = "theta")
group_case("ordered_groups_lv_variances_std_lv", paste0(threes, "\nM ~ x1"),
  c(both, "lv.variances"), "--std-lv", std.lv = TRUE)
group_case("ordered_groups_all_equal", two_constructs,
  c(both, "residuals", "lv.variances", "lv.covariances", "means"), theta,
  parameterization = "theta")
group_case("ordered_groups_binary", binary, both)
group_case("ordered_groups_structural", paste0(two_constructs, "\nQ ~ M"), c(both, "regressions"))
# Wu and Estabrook (2016), thresholds equal: intercepts and scales of the second group are free.
group_case("ordered_groups_wu_estabrook", "M =~ c(NA, NA)*m1 + m2 + m3 + m4
M ~~ c(1, 1)*M
M ~ c(0, 0)*1
m1 | c(u1, u1)*t1 + c(v1, v1)*t2
m2 | c(u2, u2)*t1 + c(v2, v2)*t2
m3 | c(u3, u3)*t1 + c(v3, v3)*t2
m4 | c(u4, u4)*t1 + c(v4, v4)*t2
m1 ~ c(0, NA)*1
m2 ~ c(0, NA)*1
m3 ~ c(0, NA)*1
m4 ~ c(0, NA)*1
m1 ~*~ c(1, NA)*m1
m2 ~*~ c(1, NA)*m2
m3 ~*~ c(1, NA)*m3
m4 ~*~ c(1, NA)*m4", character())

# --- missing answers
ordered_case("ordered_listwise", "ordered_missing", OH, two_constructs)
ordered_case("ordered_pairwise", "ordered_missing", OH, two_constructs, pairwise,
  missing = "pairwise", residuals = TRUE)
ordered_case("mixed_pairwise", "ordered_missing", OH, mixed, pairwise, ordered = mixed_names,
  missing = "pairwise")
ordered_case("ordered_pairwise_groups", "ordered_missing", OH, "M =~ m1 + m2 + m3
Q =~ q1 + q2 + s1", c(pairwise, regions, equal(both)), missing = "pairwise", group = "region",
  group.equal = both)

# --- weights
ordered_case("ordered_weights", "ordered_weights", OD, two_constructs, weighted,
  sampling.weights = "w")
ordered_case("ordered_weights_groups", "ordered_weights", OD, threes, c(weighted, regions,
  equal(both)), sampling.weights = "w", group = "region", group.equal = both)
ordered_case("ordered_weights_pairwise", "ordered_weights", OH, two_constructs,
  c(weighted, pairwise), sampling.weights = "w", missing = "pairwise")
ordered_case("ordered_weights_covariates", "ordered_weights", OD, paste0(two_constructs, "
M ~ x1 + x2
Q ~ M"), weighted, sampling.weights = "w")
ordered_case("mixed_weights", "ordered_weights", OD, mixed, c(weighted, theta),
  ordered = mixed_names, sampling.weights = "w", parameterization = "theta")

# --- modification indices
ordered_case("modification_ordered", "ordered_modification", OD, two_constructs, mi,
  modification = TRUE)
ordered_case("modification_ordered_theta_ulsmv", "ordered_modification", OD, two_constructs,
  c(mi, theta, estimator("ULSMV")), parameterization = "theta", estimator = "ULSMV",
  modification = TRUE, tolerance = modifyList(ordered_tolerance, list(modification = 1e-4)),
  reason = "expected changes up to 3 multiply what is left of the gradient by 1000")
ordered_case("modification_ordered_groups", "ordered_modification", OD, threes, c(mi, regions,
  equal(both)), group = "region", group.equal = both, modification = TRUE)
ordered_case("modification_mixed_covariates", "ordered_modification", OD, paste0(mixed, "
S ~ M + x1"), mi, ordered = mixed_names, modification = TRUE)
