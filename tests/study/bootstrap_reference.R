# lavaan's bootstrap, for tests/study/bootstrap_test.cc and
# tests/inference/bootstrap_intervals_test.cc:
#   Rscript bootstrap_reference.R > bootstrap_reference.json
# in this folder, with r-cran-lavaan and r-cran-boot. Some ten minutes.
suppressPackageStartupMessages(library(lavaan))
data <- read.csv("../reference/data/holzinger.csv")
number <- function(x) ifelse(is.na(x), "null", formatC(x, digits = 15, format = "g"))
array <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
text <- function(x) paste0("[", paste0("\"", x, "\"", collapse = ", "), "]")

three <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
path <- paste0(three, "\nspeed ~ a*visual + b*textual\ndifference := a - b")

cat("{\n")
# Replicates and what becomes of them: intervals must agree to the last digits.
set.seed(20260101)
fit <- sem(path, data, se = "bootstrap", bootstrap = 99)
boot <- lavInspect(fit, "boot")
cat("\"parameters\":", text(colnames(boot)), ",\n")
cat("\"replicates\": [", paste(apply(boot, 2, array), collapse = ",\n"), "],\n")
cat("\"estimates\":", array(coef(fit)), ",\n")
for (type in c("norm", "perc")) {
  rows <- parameterEstimates(fit, boot.ci.type = type)
  rows <- rows[rows$op != ":=" & rows$se > 0, ]
  cat(sprintf("\"%s\": {\"se\": %s, \"lower\": %s, \"upper\": %s},\n", type, array(rows$se),
              array(rows$ci.lower), array(rows$ci.upper)))
}
# boot.ci of a skewed statistic with its acceleration, from the jackknife.
x <- data$x1[1:40]^2
statistic <- function(d, i) var(d[i]) / mean(d[i])
set.seed(1)
drawn <- boot::boot(x, statistic, 399)
left_out <- sapply(seq_along(x), function(i) statistic(x[-i], seq_len(length(x) - 1)))
# Deviations from their mean, as Efron has it; the package's own are from the estimate.
bca <- boot::boot.ci(drawn, type = "bca", L = mean(left_out) - left_out)$bca[4:5]
cat(sprintf("\"bca\": {\"estimate\": %s, \"replicates\": %s, \"left_out\": %s, \"ci\": %s},\n",
            number(drawn$t0), array(drawn$t[, 1]), array(left_out), array(bca)))
# Standard errors with their own Monte Carlo error: of R replicates about se / sqrt(2 R).
errors <- function(name, last, ..., from = data, replicates = 1000) {
  set.seed(1)
  fit <- sem(..., data = from, se = "bootstrap", bootstrap = replicates)
  rows <- parameterEstimates(fit)
  cat(sprintf("\"%s\": {\"lhs\": %s, \"op\": %s, \"rhs\": %s, \"group\": %s, \"se\": %s}%s\n", name,
              text(rows$lhs), text(rows$op), text(rows$rhs),
              array(if (is.null(rows$group)) 1 + 0 * rows$est else rows$group), array(rows$se), last))
}
errors("one_group", ",", path)
errors("two_groups", ",", three, group = "school", group.equal = "loadings")
# lavaan gives WLSMV's bootstrap under the name DWLS.
items <- c(paste0("m", 1:4), paste0("q", 1:4))
ordered <- "f =~ m1 + m2 + m3 + m4\ng =~ q1 + q2 + q3 + q4\ng ~ f"
errors("ordered", ",", ordered, ordered = items, estimator = "DWLS", replicates = 300,
       from = read.csv("../reference/data/ordered.csv"))
two <- "textual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
set.seed(1)
fit <- sem(two, data, test = "bollen.stine", bootstrap = 1000)
cat("\"bollen_stine\":", number(lavInspect(fit, "test")$bollen.stine$pvalue), "\n}\n")
