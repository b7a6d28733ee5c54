# Times lavaan on the models of the project's own benchmark; prints the medians in milliseconds as
# JSON.
#   Rscript scripts/bench_lavaan.R [repetitions]
# Needs the Debian packages r-cran-lavaan and r-cran-jsonlite. Data: tests/reference/data. Run it
# on a quiet machine.
suppressMessages({library(lavaan); library(jsonlite)})
options(warn = -1)
arguments <- commandArgs(trailingOnly = TRUE)
repetitions <- if (length(arguments)) as.integer(arguments[1]) else 11L
script <- sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE))
reference <- file.path(dirname(script), "..", "tests", "reference")
read_model <- function(id) {
  paste(readLines(file.path(reference, "models", paste0(id, ".lav"))), collapse = "\n")
}
read_data <- function(name) read.csv(file.path(reference, "data", name))

three <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
models <- list(
  nine_items = list(model = three, data = read_data("holzinger.csv"), fit = cfa),
  seven_constructs = list(model = read_model("survey_seven_constructs"),
                          data = read_data("survey.csv"), fit = sem))

median_milliseconds <- function(work) {
  work()  # the first call pays for byte-compilation
  seconds <- vapply(seq_len(repetitions), function(i) system.time(work())[["elapsed"]], 0)
  round(1000 * median(seconds), 1)
}

results <- lapply(models, function(m) {
  fitted <- m$fit(m$model, m$data)
  list(
    complete = median_milliseconds(function() {
      f <- m$fit(m$model, m$data)
      fitMeasures(f)
      standardizedSolution(f)
    }),
    estimation_alone = median_milliseconds(function() {
      m$fit(m$model, m$data, se = "none", test = "none", baseline = FALSE)
    }),
    modification_indices = median_milliseconds(function() modindices(fitted)))
})
# Ordered answers: the weights and the equality of scripts/bench's own programs. The markets take
# long: one run each, after the first.
ordered_data <- models$seven_constructs$data
ordered_data$w <- 0.5 + ((seq_len(nrow(ordered_data)) - 1) %% 7) / 6
ordered_data$quarter <- (seq_len(nrow(ordered_data)) - 1) %% 4
ordered_fit <- function(...) {
  f <- sem(models$seven_constructs$model, ordered_data, ordered = TRUE, estimator = "WLSMV", ...)
  fitMeasures(f)
  standardizedSolution(f)
}
results$seven_constructs_ordered <- list(
  complete = median_milliseconds(function() ordered_fit()),
  weighted = median_milliseconds(function() ordered_fit(sampling.weights = "w")),
  markets = round(1000 * system.time(
    ordered_fit(group = "quarter", group.equal = c("loadings", "thresholds")))[["elapsed"]], 1))
# Full information: the answers that tests/benchmark/full_information_benchmark.cc takes away. Each
# takes long: one run.
incomplete_data <- models$seven_constructs$data
state <- 1
for (row in seq_len(nrow(incomplete_data))) {
  for (item in 1:28) {
    state <- (16807 * state) %% 2147483647
    if (state < 0.05 * 2147483647) incomplete_data[row, item] <- NA
  }
}
incomplete_fit <- function(estimator) {
  f <- sem(models$seven_constructs$model, incomplete_data, estimator = estimator, missing = "fiml")
  fitMeasures(f)
  standardizedSolution(f)
}
once <- function(work) round(1000 * system.time(work())[["elapsed"]], 1)
results$seven_constructs_missing <- list(
  complete = once(function() incomplete_fit("ML")),
  robust = once(function() incomplete_fit("MLR")))
report <- list(program = paste("lavaan", packageVersion("lavaan")), r = R.version.string,
               repetitions = repetitions, unit = "milliseconds, median", results = results)
cat(toJSON(report, auto_unbox = TRUE, pretty = 2), "\n")
