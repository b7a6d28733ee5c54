# The project's own reference cases: case(id, capability, data, model, args, ...). `args` are what
# the program gets after `fit MODEL --data DATA`; named arguments after them go to lavaan. All data
# are written here: two textbook data sets that many projects ship, and simulated ones from fixed
# seeds.
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
rounded <- function(frame, digits) {
  numeric <- sapply(frame, is.numeric)
  frame[numeric] <- round(frame[numeric], digits)
  frame
}

# --- data
hs_columns <- c("sex", "ageyr", "agemo", "school", "grade", paste0("x", 1:9))
hs_data <- HolzingerSwineford1939[, hs_columns]
hs_data$grade[is.na(hs_data$grade)] <- 7
write_data(hs_data, "holzinger.csv")
write_data(rounded(PoliticalDemocracy, 6), "democracy.csv")

# Seven constructs of four items on five points, 1600 respondents in three markets; trust and
# relationship influence each other (.30 and .20), with rapport and tenure as observed instruments
# of the relationship.
set.seed(1600)
survey <- local({
  n <- 1600; market <- sample(c("north", "east", "south"), n, TRUE, c(.4, .35, .25))
  shift <- c(north = 0, east = .25, south = -.2)[market]
  conf <- rnorm(n) + shift; comp <- .55 * conf + rnorm(n, 0, .8); rapport <- .25 * conf + rnorm(n)
  tenure <- .3 * rapport + rnorm(n)
  co <- .35 * conf + .30 * comp + rnorm(n, 0, .75); val <- .35 * comp + .40 * co + rnorm(n, 0, .7)
  u <- rnorm(n, 0, .7); w <- .2 * u + rnorm(n, 0, .7)
  from_val <- .35 * val + .15 * comp + u; from_rel <- .25 * rapport + .25 * tenure + .1 * co + w
  trust <- (from_val + .30 * from_rel) / (1 - .30 * .20)
  rel <- (from_rel + .20 * from_val) / (1 - .30 * .20)
  loy <- .35 * trust + .35 * rel + rnorm(n, 0, .6)
  constructs <- list(conf = conf, comp = comp, co = co, val = val, trust = trust, rel = rel,
    loy = loy)
  items <- do.call(cbind, lapply(names(constructs), function(name) {
    f <- as.numeric(scale(constructs[[name]])) + .15 * shift
    m <- sapply(1:4, function(j) {
      l <- c(.8, .75, .7, .72)[j]
      pmin(5, pmax(1, round(3.4 + .95 * (l * f + sqrt(1 - l^2) * rnorm(n)))))
    })
    colnames(m) <- paste0(name, 1:4); m
  }))
  data.frame(items, rapport = round(rapport, 2), tenure = round(tenure, 2),
             female = rbinom(n, 1, .5), market = market)
})
write_data(survey, "survey.csv")

# Five waves of growth in two cohorts with a covariate and an outcome.
set.seed(505)
growth_data <- local({
  n <- 360; cohort <- rep(c("early", "late"), length.out = n); x <- rnorm(n)
  i <- 2 + .5 * x + .4 * (cohort == "late") + rnorm(n)
  s <- .6 + .2 * x - .15 * (cohort == "late") + rnorm(n, 0, .45); q <- -.04
  t <- sapply(0:4, function(k) i + s * k + q * k^2 + rnorm(n, 0, .7))
  colnames(t) <- paste0("t", 1:5)
  w <- sapply(1:5, function(k) rnorm(n)); t[, 3] <- t[, 3] + .3 * w[, 3]
  data.frame(t, x = x, w3 = w[, 3], out = 1 + .5 * s + .2 * i + rnorm(n), cohort = cohort)
})
write_data(rounded(growth_data, 3), "growth.csv")

# Two variables that influence each other, an instrument each and a common cause, all observed.
set.seed(77)
feedback <- local({
  n <- 500; z1 <- rnorm(n); z2 <- .3 * z1 + rnorm(n); k <- rnorm(n); e <- rnorm(n, 0, .8)
  d <- .3 * e + rnorm(n, 0, .8)
  r1 <- .5 * z1 + .3 * k + e; r2 <- .6 * z2 + .2 * k + d; b12 <- .3; b21 <- .4
  y1 <- (r1 + b12 * r2) / (1 - b12 * b21); y2 <- (r2 + b21 * r1) / (1 - b12 * b21)
  data.frame(y1, y2, y3 = .5 * y1 + .3 * y2 + rnorm(n), z1, z2, z3 = .4 * z2 + rnorm(n), k)
})
write_data(rounded(feedback, 3), "feedback.csv")

# Moments in place of raw data: one group, and two groups one below the other.
items9 <- paste0("x", 1:9)
by_school <- split(hs_data[, items9], hs_data$school)[unique(hs_data$school)]
one_cov <- signif(cov(hs_data[, items9]), 10)
two_cov <- lapply(by_school, function(d) signif(cov(d), 10))
two_mean <- lapply(by_school, function(d) signif(colMeans(d), 10)); two_n <- sapply(by_school, nrow)
write_data(one_cov, "holzinger_cov.csv")
write_data(do.call(rbind, two_cov), "holzinger_groups_cov.csv")
write_data(do.call(rbind, two_mean), "holzinger_groups_means.csv")

HS <- "holzinger.csv"; PD <- "democracy.csv"; SV <- "survey.csv"; GR <- "growth.csv"
FB <- "feedback.csv"
hs <- "visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9"
pd <- "ind60 =~ x1 + x2 + x3
dem60 =~ y1 + y2 + y3 + y4
dem65 =~ y5 + y6 + y7 + y8"
construct_names <- c("conf", "comp", "co", "val", "trust", "rel", "loy")
items_of <- function(name) paste0(name, 1:4, collapse = " + ")
seven <- paste0(toupper(construct_names), " =~ ", sapply(construct_names, items_of),
                collapse = "\n")
chain <- paste0(seven, "
CO ~ CONF + COMP
VAL ~ COMP + CO
TRUST ~ VAL + CO + COMP
REL ~ TRUST + CO
LOY ~ TRUST + REL")
three <- "CO =~ co1 + co2 + co3 + co4
TRUST =~ trust1 + trust2 + trust3 + trust4
LOY =~ loy1 + loy2 + loy3 + loy4
TRUST ~ CO
LOY ~ TRUST + CO"

# --- maximum likelihood
case("survey_seven_constructs", "ml", SV, chain, residuals = TRUE)
case("second_order_structural", "ml", SV,
"CO =~ co1 + co2 + co3 + co4
VAL =~ val1 + val2 + val3 + val4
COMP =~ comp1 + comp2 + comp3 + comp4
TRUST =~ trust1 + trust2 + trust3 + trust4
LOY =~ loy1 + loy2 + loy3 + loy4
SERVICE =~ CO + VAL + COMP
SERVICE ~ female
TRUST ~ SERVICE
LOY ~ TRUST + SERVICE", residuals = TRUE)
case("second_order_with_item", "ml", SV,
"CO =~ co1 + co2 + co3 + co4
VAL =~ val1 + val2 + val3 + val4
SERVICE =~ CO + VAL + comp1 + comp2", "--std-lv", std.lv = TRUE)
case("single_indicator_fixed_residual", "ml", SV,
"TRUST =~ trust1 + trust2 + trust3 + trust4
RAPPORT =~ rapport
rapport ~~ 0.25*rapport
TENURE =~ tenure
LOY =~ loy1 + loy2 + loy3
TRUST ~ RAPPORT + TENURE
LOY ~ TRUST")
case("cross_loading_correlated_residual", "ml", HS, "visual =~ x1 + x2 + x3 + x9
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9
x1 ~~ x5
x2 ~~ x7 + x4", residuals = TRUE)
case("observed_mediators_with_latents", "ml", PD, paste0(pd, "
dem60 ~ ind60
y5 ~~ y1
dem65 ~ dem60"))
case("observed_mediator_between_latents", "ml", SV,
"CO =~ co1 + co2 + co3 + co4
LOY =~ loy1 + loy2 + loy3 + loy4
val1 ~ a*CO + female
tenure ~ val1 + rapport
LOY ~ b*val1 + c*CO + tenure
trust1 ~ LOY
indirect := a*b
total := c + a*b")
case("several_covariates", "ml", HS, paste0(hs, "
visual ~ ageyr + agemo + sex
textual ~ ageyr + grade
speed ~ grade + visual
x2 ~ sex"))
case("covariates_random", "ml", HS, paste0(hs, "
visual ~ ageyr + sex
textual ~ ageyr + visual"), c("--fixed-x", "false"), fixed.x = FALSE)
case("covariates_partly_random", "ml", HS, paste0(hs, "
visual ~ ageyr + agemo + sex
textual ~ ageyr + visual
ageyr ~~ sex"))
case("latent_and_observed_predictors", "ml", SV,
"CO =~ co1 + co2 + co3
VAL =~ val1 + val2 + val3
loy1 ~ CO + VAL + female + tenure
loy2 ~ CO + rapport")
case("orthogonal_structural", "ml", SV,
"CO =~ co1 + co2 + co3
VAL =~ val1 + val2 + val3
TRUST =~ trust1 + trust2 + trust3
LOY =~ loy1 + loy2 + loy3
TRUST ~ CO + VAL
LOY ~ CO + VAL
rel1 ~ CO
rel2 ~ VAL", "--orthogonal", orthogonal = TRUE)
case("std_lv_structural", "ml", PD, paste0(pd, "
dem60 ~ ind60
dem65 ~ ind60 + dem60
y1 ~~ y5"), "--std-lv", std.lv = TRUE)
case("observed_information_structural", "ml", PD, paste0(pd, "
dem60 ~ ind60
dem65 ~ ind60 + dem60
y1 ~~ y5
y2 ~~ y6"), c("--information", "observed"), information = "observed")
case("correlated_disturbances", "ml", SV,
"CO =~ co1 + co2 + co3
TRUST =~ trust1 + trust2 + trust3
REL =~ rel1 + rel2 + rel3
LOY =~ loy1 + loy2 + loy3
TRUST ~ CO
REL ~ CO
TRUST ~~ d*REL
LOY ~ TRUST + REL")
case("starts_and_fixed_values", "ml", HS,
"visual =~ NA*x1 + 0.6*x2 + start(0.9)*x3 + 0*x4
textual =~ start(1)*x4 + start(1.1)*x5 + x6
speed =~ x7 + x8 + x9
x1 ~~ 0.55*x1
visual ~~ start(0.4)*textual + 0.25*speed")
case("saturated_path", "ml", FB, "y1 ~ z1 + z2 + k
y2 ~ z1 + z2 + k
y1 ~~ y2")
case("covariance_input", "ml", "holzinger_cov.csv", paste0(hs, "
speed ~ visual + textual"), c("--nobs", "301"), moments = list(sample.cov = one_cov,
  sample.nobs = 301))
case("chinese_names", "ml", SV,
"\u4fe1\u4efb =~ trust1 + trust2 + trust3 + trust4
\u5173\u7cfb =~ rel1 + rel2 + rel3 + rel4
\u5fe0\u8bda =~ loy1 + loy2 + loy3 + loy4
\u5173\u7cfb ~ \u7532*\u4fe1\u4efb
\u5fe0\u8bda ~ \u4e59*\u5173\u7cfb + \u4e19*\u4fe1\u4efb
\u95f4\u63a5 := \u7532*\u4e59")

# --- means
case("covariates_with_means", "means", HS, paste0(hs, "
visual + textual ~ ageyr + sex
speed ~ visual"), "--meanstructure", meanstructure = TRUE)
case("intercepts_fixed_and_equal", "means", HS,
"visual =~ x1 + x2 + x3 + x4
x1 ~ 0*1
visual ~ 1
x2 ~ i*1
x3 ~ 1
x4 ~ i*1")
case("growth_quadratic", "means", GR,
"i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4 + 1*t5
s =~ 0*t1 + 1*t2 + 2*t3 + 3*t4 + 4*t5
q =~ 0*t1 + 1*t2 + 4*t3 + 9*t4 + 16*t5
q ~~ 0*q + 0*i + 0*s
i ~ x
s ~ x", "--growth", call = "growth")
case("growth_outcome_equal_errors", "means", GR,
"i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4 + 1*t5
s =~ 0*t1 + 1*t2 + 2*t3 + 3*t4 + 4*t5
t1 ~~ e*t1
t2 ~~ e*t2
t3 ~~ e*t3
t4 ~~ e*t4
t5 ~~ e*t5
t3 ~ w3
i + s ~ x
out ~ i + s
out ~ 1", "--growth", call = "growth")
case("growth_latent_basis", "means", GR,
"i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4 + 1*t5
s =~ 0*t1 + t2 + t3 + t4 + 1*t5
s ~ i", "--growth", call = "growth")

# --- constraints
case("effects_coding", "constraints", HS,
"visual =~ NA*x1 + a1*x1 + a2*x2 + a3*x3
textual =~ NA*x4 + b1*x4 + b2*x5 + b3*x6
speed =~ x7 + x8 + x9
a1 + a2 + a3 == 3
b1 + b2 + b3 == 3")
case("inequality_inactive", "constraints", HS, paste0(hs, "
visual ~~ r*textual
visual ~~ v*visual
r < 0.9
v > r"))
case("inequality_active_difference", "constraints", HS,
"visual =~ x1 + a*x2 + b*x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9
a > b")
case("product_constraint", "constraints", PD, paste0(pd, "
dem60 ~ a*ind60
dem65 ~ c*ind60 + b*dem60
a*b == 1.2
indirect := a*b
total := c + a*b"))
case("nonlinear_defined_effects", "constraints", SV, paste0(
"CO =~ co1 + co2 + co3
TRUST =~ trust1 + trust2 + trust3
LOY =~ loy1 + loy2 + loy3
TRUST ~ a*CO
LOY ~ b*TRUST + c*CO
indirect := a*b
total := indirect + c
share := indirect/total
root := sqrt(a^2 + b^2)
growth := exp(a) - log(b + 1)"))
case("linear_constraints_mixed", "constraints", PD,
"ind60 =~ x1 + x2 + x3
dem60 =~ y1 + a*y2 + b*y3 + c*y4
dem65 =~ y5 + d*y6 + e*y7 + f*y8
dem60 ~ ind60
dem65 ~ dem60
a == d
b + c == e + f
2*a - b == 0.9")
case("variance_constraints", "constraints", HS,
"visual =~ l1*x1 + l2*x2 + l3*x3
textual =~ x4 + x5 + x6
x1 ~~ v1*x1
x2 ~~ v2*x2
x3 ~~ v3*x3
v1 == 1.3 - l1^2
v2 == v3 + 0.3", "--std-lv", std.lv = TRUE)
case("equal_across_constructs_observed_information", "constraints", PD,
"ind60 =~ x1 + x2 + x3
dem60 =~ y1 + a*y2 + b*y3 + c*y4
dem65 =~ y5 + a*y6 + b*y7 + c*y8
dem60 ~ ind60
dem65 ~ dem60", c("--information", "observed"), information = "observed")
case("bounds_inactive", "constraints", HS,
"visual =~ x1 + lower(0)*x2 + upper(2)*x3
textual =~ x4 + x5 + x6
x1 ~~ lower(0.01)*x1")
case("bound_active", "constraints", HS,
"visual =~ x1 + upper(0.45)*x2 + x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9")

# --- groups
market <- c("--group", "market")
case("three_groups_configural_structural", "groups", SV, three, market, group = "market")
case("three_groups_metric_regressions", "groups", SV, three, c(market, "--equal",
  "loadings,regressions"),
     group = "market", group.equal = c("loadings", "regressions"))
case("three_groups_scalar_structural", "groups", SV, three, c(market, "--equal",
  "loadings,intercepts"),
     group = "market", group.equal = c("loadings", "intercepts"))
case("scalar_std_lv", "groups", HS, hs, c("--group", "school", "--equal", "loadings,intercepts",
  "--std-lv"),
     group = "school", group.equal = c("loadings", "intercepts"), std.lv = TRUE)
case("partial_invariance_labels", "groups", HS,
"visual =~ x1 + x2 + c(a3, b3)*x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9
x3 ~ c(i3, j3)*1
x7 ~ c(i7, j7)*1
difference := a3 - b3", c("--group", "school", "--equal", "loadings,intercepts"),
     group = "school", group.equal = c("loadings", "intercepts"))
case("residual_covariances_equal", "groups", HS, paste0(hs, "
x7 ~~ x8
x4 ~~ x1"), c("--group", "school", "--equal", "loadings,residuals,residual_covariances"),
     group = "school", group.equal = c("loadings", "residuals", "residual.covariances"))
case("latent_moments_equal", "groups", HS, hs,
     c("--group", "school", "--equal", "loadings,intercepts,lv_variances,lv_covariances,means"),
       group = "school",
     group.equal = c("loadings", "intercepts", "lv.variances", "lv.covariances", "means"))
case("latent_variances_equal_std_lv", "groups", HS, hs,
     c("--group", "school", "--equal", "loadings,intercepts,lv_variances", "--std-lv"),
     group = "school", group.equal = c("loadings", "intercepts", "lv.variances"), std.lv = TRUE)
case("group_labels_and_differences", "groups", SV,
"CO =~ co1 + co2 + co3
TRUST =~ trust1 + trust2 + trust3
TRUST ~ c(b1, b2, b1)*CO + female
d := b1 - b2", c(market, "--equal", "loadings"), group = "market", group.equal = "loadings")
case("covariates_in_groups", "groups", HS, paste0(hs, "
visual ~ ageyr + sex
textual ~ visual + ageyr
sex ~ 1"), c("--group", "school", "--equal", "loadings"), group = "school",
  group.equal = "loadings")
case("observed_outcomes_equal_in_groups", "groups", SV,
"CO =~ co1 + co2 + co3
loy1 ~ CO + tenure
loy2 ~ loy1 + rapport", c(market, "--equal", "loadings,intercepts,residuals,regressions"),
  group = "market",
     group.equal = c("loadings", "intercepts", "residuals", "regressions"))
case("second_order_metric_std_lv", "groups", SV,
"CO =~ co1 + co2 + co3
VAL =~ val1 + val2 + val3
TRUST =~ trust1 + trust2 + trust3
SERVICE =~ CO + VAL + TRUST", c(market, "--equal", "loadings", "--std-lv"), group = "market",
     group.equal = "loadings", std.lv = TRUE)
case("growth_in_groups", "groups", GR,
"i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4 + 1*t5
s =~ 0*t1 + 1*t2 + 2*t3 + 3*t4 + 4*t5
i + s ~ x
s ~ c(m1, m2)*1
change := m2 - m1", c("--group", "cohort", "--growth", "--equal", "regressions,residuals"),
  call = "growth",
     group = "cohort", group.equal = c("regressions", "residuals"))
case("moment_input_two_groups", "groups", "holzinger_groups_cov.csv", hs,
     c("--nobs", paste(two_n, collapse = ","), "--means",
       "tests/reference/data/holzinger_groups_means.csv",
       "--equal", "loadings,intercepts"),
     moments = list(sample.cov = two_cov, sample.mean = two_mean, sample.nobs = two_n),
     group.equal = c("loadings", "intercepts"))

# --- nonrecursive
case("feedback_observed", "nonrecursive", FB, "y1 ~ a*y2 + z1 + k
y2 ~ b*y1 + z2 + k
loop := a*b")
case("feedback_correlated_errors", "nonrecursive", FB, "y1 ~ y2 + z1 + k
y2 ~ y1 + z2 + z3 + k
y1 ~~ y2
y3 ~ y1 + y2")
case("feedback_equal_random_x", "nonrecursive", FB, "y1 ~ b*y2 + z1
y2 ~ b*y1 + z2
y3 ~ y1", c("--fixed-x", "false"), fixed.x = FALSE)
case("feedback_latent", "nonrecursive", SV,
"VAL =~ val1 + val2 + val3 + val4
TRUST =~ trust1 + trust2 + trust3 + trust4
REL =~ rel1 + rel2 + rel3 + rel4
LOY =~ loy1 + loy2 + loy3 + loy4
TRUST ~ b12*REL + VAL
REL ~ b21*TRUST + rapport + tenure
TRUST ~~ REL
LOY ~ TRUST + REL
loop := b12*b21", residuals = TRUE)
case("feedback_latent_three_groups", "nonrecursive", SV,
"VAL =~ val1 + val2 + val3
TRUST =~ trust1 + trust2 + trust3
REL =~ rel1 + rel2 + rel3
TRUST ~ REL + VAL
REL ~ TRUST + rapport + tenure", c(market, "--equal", "loadings,regressions"), group = "market",
     group.equal = c("loadings", "regressions"))

# --- least squares
case("gls_structural", "least_squares", SV, three, c("--estimator", "GLS"), estimator = "GLS")
case("uls_means", "least_squares", HS, hs, c("--estimator", "ULS", "--meanstructure"),
  estimator = "ULS", meanstructure = TRUE)
case("wls_structural", "least_squares", SV, three, c("--estimator", "WLS"), estimator = "WLS")
case("wls_means", "least_squares", SV,
"CO =~ co1 + co2 + co3
LOY =~ loy1 + loy2 + loy3
LOY ~ CO
co1 ~ i*1
co2 ~ i*1", c("--estimator", "WLS"), estimator = "WLS")
case("dwls_groups_metric", "least_squares", HS, hs, c("--estimator", "DWLS", "--group", "school",
  "--equal", "loadings"),
     estimator = "DWLS", group = "school", group.equal = "loadings")
case("gls_groups_scalar", "least_squares", SV, three, c("--estimator", "GLS", market, "--equal",
  "loadings,intercepts"),
     estimator = "GLS", group = "market", group.equal = c("loadings", "intercepts"))
case("uls_constraints", "least_squares", PD, paste0(
"ind60 =~ x1 + x2 + x3
dem60 =~ y1 + a*y2 + b*y3 + c*y4
dem65 =~ y5 + a*y6 + b*y7 + c*y8
dem60 ~ d*ind60
dem65 ~ e*ind60 + f*dem60
indirect := d*f"), c("--estimator", "ULS"), estimator = "ULS")
case("gls_covariates", "least_squares", HS, paste0(hs, "
visual ~ ageyr + sex
textual ~ visual + ageyr"), c("--estimator", "GLS"), estimator = "GLS")
case("dwls_second_order", "least_squares", SV,
"CO =~ co1 + co2 + co3
VAL =~ val1 + val2 + val3
TRUST =~ trust1 + trust2 + trust3
SERVICE =~ CO + VAL + TRUST
loy1 ~ SERVICE", c("--estimator", "DWLS"), estimator = "DWLS")
case("uls_covariance_input", "least_squares", "holzinger_cov.csv", hs, c("--estimator", "ULS",
  "--nobs", "301"),
     moments = list(sample.cov = one_cov, sample.nobs = 301), estimator = "ULS")

# --- modification indices
mi <- "--modification-indices"
case("modification_structural", "modification", PD, paste0(pd, "
dem60 ~ ind60
dem65 ~ dem60"), mi, modification = TRUE, residuals = TRUE)
case("modification_scalar_groups", "modification", HS, hs,
     c("--group", "school", "--equal", "loadings,intercepts", mi), group = "school",
     group.equal = c("loadings", "intercepts"), modification = TRUE, residuals = TRUE)
case("modification_second_order", "modification", HS, paste0(hs, "
g =~ visual + textual + speed"), mi, modification = TRUE)
case("modification_path", "modification", FB, "y1 ~ z1 + k
y2 ~ y1 + z2
y3 ~ y2", c(mi, "--fixed-x", "false"), fixed.x = FALSE, modification = TRUE)
case("modification_growth", "modification", GR,
"i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4 + 1*t5
s =~ 0*t1 + 1*t2 + 2*t3 + 3*t4 + 4*t5", c("--growth", mi), call = "growth", modification = TRUE)
case("modification_constrained", "modification", HS,
"visual =~ x1 + a*x2 + b*x3
textual =~ x4 + a*x5 + x6
speed =~ x7 + x8 + x9
b == a^2", mi, modification = TRUE)
case("modification_gls", "modification", HS, hs, c("--estimator", "GLS", mi), estimator = "GLS",
  modification = TRUE)

# --- ordered answers
source(file.path(dirname(case_file), "ordered_cases.R"), local = TRUE)

# --- incomplete answers
source(file.path(dirname(case_file), "missing_cases.R"), local = TRUE)

# --- robust maximum likelihood, weights, clusters
source(file.path(dirname(case_file), "robust_cases.R"), local = TRUE)

# --- growth of trust over waves
source(file.path(dirname(case_file), "growth_cases.R"), local = TRUE)
