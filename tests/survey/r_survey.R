# Expected values of r_survey_test.cc, from R's package `survey` run as it is:
#   Rscript r_survey.R
# It writes r_survey.csv, the answers of 400 respondents made up here, and r_survey.json, what
# `survey` computes from them for several designs and domains.
suppressMessages({library(survey); library(jsonlite)})
options(digits = 15, survey.lonely.psu = "fail")

# ---- respondents ----
set.seed(20240917)
n <- 400
market <- sort(sample(c("CN", "DE", "IN", "US"), n, TRUE, c(0.4, 0.2, 0.25, 0.15)))
# Accounts are numbered anew in each market.
account <- ave(seq_len(n), market, FUN = function(i) sample(ceiling(seq_along(i) / 5)))
effect <- ave(rnorm(n), market, account, FUN = function(x) x[1])
latent <- 0.5 * effect + rnorm(n)
context <- sample(c("b2b", "b2c"), n, TRUE)
# Retailers are in the accounts with even numbers alone: some clusters have none.
industry <- ifelse(account %% 2 == 0 & runif(n) < 0.5, "retail",
                   sample(c("finance", "technology"), n, TRUE))
freq <- findInterval(latent + 0.3 * (context == "b2b"), c(-1.3, -0.5, 0.4, 1.2)) + 1
chosen <- as.integer(latent + rnorm(n) > 0.6)
months <- round(exp(3 + 0.4 * latent + 0.5 * rnorm(n)), 1)
freq[sample(n, 23)] <- NA
chosen[sample(n, 15)] <- NA
months[sample(n, 31)] <- NA
weight <- round(exp(rnorm(n, 0, 0.5)), 4)
weight0 <- weight
weight0[sample(n, 12)] <- 0
# One stratum has one cluster alone.
lonely <- ifelse(market == "US" & account == 1, "solo", market)
data <- data.frame(market, account, lonely, context, industry, freq, chosen, months, weight,
                   weight0)
data <- data[sample(n), ]
write.csv(data, "r_survey.csv", row.names = FALSE, na = "", quote = FALSE)
data <- read.csv("r_survey.csv")

# ---- designs ----
designs <- list(
  unweighted = svydesign(~1, weights = rep(1, n), data = data),
  weights = svydesign(~1, weights = ~weight, data = data),
  weights_strata = svydesign(~1, strata = ~market, weights = ~weight, data = data),
  weights_clusters = svydesign(~account, weights = ~weight, data = data),
  strata_clusters = svydesign(~account, strata = ~market, weights = ~weight, data = data,
                              nest = TRUE),
  clusters_unweighted = svydesign(~account, strata = ~market, weights = rep(1, n), data = data,
                                  nest = TRUE),
  zero_weights = svydesign(~account, strata = ~market, weights = ~weight0, data = data,
                           nest = TRUE))
lonely_design <- svydesign(~account, strata = ~lonely, weights = ~weight, data = data, nest = TRUE)

domains <- list(all = quote(rep(TRUE, n)), b2b = quote(context == "b2b"),
                retail = quote(industry == "retail"), CN = quote(market == "CN"),
                retail_us = quote(industry == "retail" & market == "US"))

number <- function(x) if (is.finite(x)) unname(as.numeric(x)) else NULL
mean_values <- function(design, variable, is_share) {
  f <- as.formula(paste0("~", variable))
  m <- svymean(f, design, deff = "replace")
  df <- degf(design)
  ci <- confint(m, df = df)
  out <- list(value = number(coef(m)), se = number(SE(m)), df = df, deff = number(deff(m)),
              n = sum(weights(design) > 0), t_lower = number(ci[1]), t_upper = number(ci[2]))
  if (is_share) {
    for (method in c("xlogit", "beta")) {
      for (level in c(0.95, 0.9)) {
        x <- attr(svyciprop(f, design, method = method, level = level), "ci")
        name <- sprintf("%s%.0f", sub("xlogit", "logit", method), 100 * level)
        out[[name]] <- unname(as.numeric(x))
      }
    }
    x <- attr(svyciprop(f, design, method = "logit"), "ci")
    out$logit_by_model <- unname(as.numeric(x))
  }
  out
}

# Shares of answers, of those who gave any; means; each in domains.
indicators <- list(freq_top = list("freq_top", TRUE), freq_3 = list("freq_3", TRUE),
                   chosen = list("chosen", TRUE), freq = list("freq", FALSE),
                   months = list("months", FALSE))
with_indicators <- function(design) {
  update(design, freq_top = as.integer(freq >= 4), freq_3 = as.integer(freq == 3))
}
in_domain <- function(design, variable, domain) {
  kept <- eval(domain, data) & !is.na(with_indicators(design)$variables[[variable]])
  # Rows with a weight of zero are outside every domain (degrees of freedom and the number of
  # respondents of method = "beta" count them otherwise).
  kept <- kept & weights(design) > 0
  eval(bquote(subset(with_indicators(design), .(kept))))
}

means <- list()
for (d in names(designs)) {
  for (domain in names(domains)) {
    for (indicator in indicators) {
      design <- in_domain(designs[[d]], indicator[[1]], domains[[domain]])
      means[[length(means) + 1]] <- c(
        list(design = d, domain = domain, variable = indicator[[1]], share = indicator[[2]]),
        mean_values(design, indicator[[1]], indicator[[2]]))
    }
  }
}

# Strata with one cluster.
lonely <- list()
for (option in c("adjust", "certainty")) {
  options(survey.lonely.psu = option)
  for (domain in c("all", "b2b", "retail")) {
    for (indicator in indicators[c("freq_top", "months")]) {
      design <- in_domain(lonely_design, indicator[[1]], domains[[domain]])
      lonely[[length(lonely) + 1]] <- c(
        list(lonely = option, domain = domain, variable = indicator[[1]],
             share = indicator[[2]]),
        mean_values(design, indicator[[1]], indicator[[2]]))
    }
  }
}
options(survey.lonely.psu = "fail")

# Differences between segments: svyby with covariances, svycontrast; t referred to degf of those who
# answered. svyttest has the same t and one degree of freedom less.
differences <- list()
for (d in names(designs)) {
  for (variable in c("freq_top", "months")) {
    for (segment in c("market", "context", "industry")) {
      design <- in_domain(designs[[d]], variable, domains$all)
      by <- svyby(as.formula(paste0("~", variable)), as.formula(paste0("~", segment)), design,
                  svymean, covmat = TRUE)
      df <- degf(design)
      values <- rownames(by)
      pairs <- list()
      for (a in seq_along(values)) {
        for (b in seq_along(values)) {
          if (a >= b) next
          contrast <- numeric(length(values))
          contrast[a] <- 1
          contrast[b] <- -1
          x <- svycontrast(by, contrast)
          t <- number(coef(x) / SE(x))
          pairs[[length(pairs) + 1]] <- list(
            first = values[a], second = values[b], difference = number(coef(x)),
            se = number(SE(x)), t = t, p = 2 * pt(-abs(t), df))
        }
      }
      p <- sapply(pairs, `[[`, "p")
      for (method in c("bonferroni", "holm", "BH")) {
        adjusted <- p.adjust(p, method)
        for (i in seq_along(pairs)) pairs[[i]][[tolower(method)]] <- adjusted[i]
      }
      entry <- list(design = d, variable = variable, segment = segment, df = df, pairs = pairs)
      if (length(values) == 2) {
        test <- svyttest(as.formula(paste(variable, "~", segment)), design)
        # svyttest: second less first.
        entry$ttest <- list(t = -number(test$statistic), df = number(test$parameter),
                            p = number(test$p.value))
      }
      differences[[length(differences) + 1]] <- entry
    }
  }
}

# Ratios of two shares of the same respondents.
ratios <- list()
for (d in names(designs)) {
  for (domain in c("all", "b2b")) {
    design <- subset(in_domain(designs[[d]], "freq_top", domains[[domain]]), !is.na(chosen))
    ratio <- svyratio(~freq_top, ~chosen, design)
    ratios[[length(ratios) + 1]] <- list(
      design = d, domain = domain, value = number(coef(ratio)), se = number(SE(ratio)),
      df = degf(design))
  }
}

writeLines(toJSON(list(survey_version = as.character(packageVersion("survey")), means = means,
                       lonely = lonely, differences = differences, ratios = ratios),
                  digits = I(15), auto_unbox = TRUE, null = "null"), "r_survey.json")
