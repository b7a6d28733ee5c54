# Cases of robust maximum likelihood, sampling weights and clusters, read by cases.R.

# --- data
# Two constructs with a covariate, 45 clusters of unequal size within two regions, weights that
# depend on the answers, skewed residuals.
set.seed(4505)
clustered_data <- local({
  sizes <- sample(5:30, 45, TRUE); cluster <- rep(seq_along(sizes), sizes); n <- length(cluster)
  region <- ifelse(cluster %% 2 == 1, "east", "west")
  common <- rnorm(45)[cluster]; x <- .4 * rnorm(45)[cluster] + rnorm(n)
  f <- .5 * x + .5 * common + rnorm(n); g <- .5 * f + .2 * x + .3 * rnorm(45)[cluster] + rnorm(n)
  skewed <- function() (rexp(n) - 1) * .8
  items <- data.frame(
    f1 = f + skewed(), f2 = .8 * f + skewed(), f3 = .9 * f + .3 * common + skewed(),
    f4 = .7 * f + skewed(), g1 = g + skewed(), g2 = .9 * g + skewed(), g3 = .8 * g + skewed())
  data.frame(items, x, weight = .4 + 2 * runif(n) + .5 * (f > 0), cluster = paste0("c", cluster),
             region)
})
write_data(rounded(clustered_data, 4), "clustered.csv")

CL <- "clustered.csv"
two <- "f =~ f1 + f2 + f3 + f4
g =~ g1 + g2 + g3
g ~ f + x
f ~ x"
robust <- function(id, data, model, estimator, args = character(), ...) {
  case(id, "robust", data, model, c("--estimator", estimator, args), estimator = estimator, ...)
}

# --- from the asymptotic covariance of the moments
robust("mlm_means", HS, hs, "MLM", "--meanstructure", meanstructure = TRUE)
robust("mlm_covariates", HS, paste0(hs, "
visual + textual ~ ageyr + sex
speed ~ visual"), "MLM")
robust("mlm_random_covariates", HS, paste0(hs, "
visual + textual ~ ageyr + sex"), "MLM", c("--fixed-x", "false"), fixed.x = FALSE)
robust("mlm_constraints", HS,
"visual =~ x1 + x2 + b*x3
textual =~ x4 + a*x5 + x6
speed =~ x7 + x8 + c*x9
b == a^2
c > 0.2", "MLM")
robust("mlmv_groups_scalar", HS, hs, "MLMV", c("--group", "school", "--equal",
  "loadings,intercepts"), group = "school", group.equal = c("loadings", "intercepts"))
robust("mlmv_growth", GR,
"i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4 + 1*t5
s =~ 0*t1 + 1*t2 + 2*t3 + 3*t4 + 4*t5
i + s ~ x", "MLMV", "--growth", call = "growth")
robust("mlmvs_structural", PD, paste0(pd, "
dem60 ~ ind60
dem65 ~ dem60 + ind60
y1 ~~ y5"), "MLMVS")
robust("mlmvs_groups_covariates", HS, paste0(hs, "
visual ~ ageyr + sex"), "MLMVS", c("--group", "school", "--equal", "loadings"), group = "school",
  group.equal = "loadings")

# --- from casewise scores
robust("mlr_covariates", HS, paste0(hs, "
visual + textual ~ ageyr + sex
speed ~ visual"), "MLR", "--meanstructure", meanstructure = TRUE)
robust("mlr_random_covariates", HS, paste0(hs, "
visual + textual ~ ageyr + sex"), "MLR", c("--fixed-x", "false"), fixed.x = FALSE)
robust("mlr_three_groups", SV, three, "MLR", c(market, "--equal", "loadings,intercepts"),
  group = "market", group.equal = c("loadings", "intercepts"))
robust("mlr_growth_groups", GR,
"i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4 + 1*t5
s =~ 0*t1 + 1*t2 + 2*t3 + 3*t4 + 4*t5
i + s ~ x
out ~ s", "MLR", c("--growth", "--group", "cohort"), call = "growth", group = "cohort")
robust("mlr_constraints", HS,
"visual =~ x1 + x2 + b*x3
textual =~ x4 + a*x5 + x6
speed =~ x7 + x8 + x9
b == a^2", "MLR")
robust("mlr_expected_information", PD, paste0(pd, "
dem60 ~ ind60
dem65 ~ dem60 + ind60"), "MLR", c("--information", "expected"), information = "expected")

# --- sampling weights and clusters
robust("weights_covariates", CL, two, "MLR", c("--weights", "weight"),
  sampling.weights = "weight")
robust("weights_groups", CL, two, "MLR", c("--weights", "weight", "--group", "region", "--equal",
  "loadings,intercepts"), sampling.weights = "weight", group = "region",
  group.equal = c("loadings", "intercepts"))
robust("clusters_covariates", CL, two, "MLR", c("--cluster", "cluster"), cluster = "cluster")
robust("clusters_groups", CL, two, "MLR", c("--cluster", "cluster", "--group", "region", "--equal",
  "loadings,intercepts"), cluster = "cluster", group = "region",
  group.equal = c("loadings", "intercepts"))
robust("clusters_weights", CL, two, "MLR", c("--cluster", "cluster", "--weights", "weight"),
  cluster = "cluster", sampling.weights = "weight")
robust("clusters_mlm", CL, "f =~ f1 + f2 + f3 + f4
g =~ g1 + g2 + g3
g ~ f", "MLM", c("--cluster", "cluster"), cluster = "cluster")

# --- incomplete answers: casewise scores of what was answered
clustered_holes <- local({
  set.seed(4506)
  d <- rounded(clustered_data, 4); low <- d$x < -.3
  for (v in c("f2", "f3", "g1", "g2", "g3")) d[runif(nrow(d)) < ifelse(low, .25, .08), v] <- NA
  d
})
write_data(clustered_holes, "clustered_holes.csv")
CH <- "clustered_holes.csv"
fiml_robust <- function(id, data, model, args = character(), ..., omit = gfi) {
  robust(id, data, model, "MLR", c(fiml, args), missing = "ml", em.h1.tol = 1e-14,
         em.h1.iter.max = 20000L, omit = omit, ...)
}
fiml_robust("mlr_fiml_three_factors", HH, hs)
fiml_robust("mlr_fiml_expected_information", HH, hs, c("--information", "expected"),
  information = "expected", omit = c(gfi, robust_indices))
fiml_robust("mlr_fiml_covariates", HH, paste0(hs, "
visual ~ sex + ageyr
textual ~ visual + sex"))
fiml_robust("mlr_fiml_groups", HH, hs, c("--group", "school", "--equal", "loadings"),
  group = "school", group.equal = "loadings")
fiml_robust("mlr_fiml_constraints", HH,
"visual =~ x1 + x2 + b*x3
textual =~ x4 + a*x5 + x6
speed =~ x7 + x8 + x9
b == a^2")
fiml_robust("mlr_fiml_clusters", CH, two, c("--cluster", "cluster"), cluster = "cluster")
fiml_robust("mlr_fiml_weights", CH, two, c("--weights", "weight"), sampling.weights = "weight")
# Left out: robust indices of weighted groups, where lavaan's differ by some 3e-5 (its groups' sizes
# there are neither the respondents nor the sums of their weights; without groups or without weights
# they agree).
fiml_robust("mlr_fiml_clusters_weights_groups", CH, two, c("--cluster", "cluster", "--weights",
  "weight", "--group", "region"), cluster = "cluster", sampling.weights = "weight",
  group = "region", omit = c(gfi, robust_indices))
