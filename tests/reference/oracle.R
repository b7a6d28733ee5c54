# Fits every case of a case list with lavaan, as a black box, and writes what the program must
# reproduce.
#   LC_ALL=C.UTF-8 Rscript oracle.R cases.R OUTDIR [only-this-id ...]
# OUTDIR receives data/*.csv, cases.json, models/ID.lav and expected/ID.json.
# Needs the Debian packages r-cran-lavaan, r-cran-jsonlite, r-cran-mass and r-cran-pbivnorm.
suppressMessages({library(lavaan); library(jsonlite); library(pbivnorm)})
options(warn = -1)
arguments <- commandArgs(trailingOnly = TRUE)
case_file <- arguments[1]
out <- arguments[2]
only <- arguments[-(1:2)]
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "correlations.R"))
for (folder in c("models", "expected", "data")) {
  dir.create(file.path(out, folder), recursive = TRUE, showWarnings = FALSE)
}

cases <- list()
case <- function(id, capability, data, model, args = character(), call = "sem", ..., moments = NULL,
                 modification = FALSE, residuals = FALSE, tolerance = NULL, reason = NULL,
                 omit = character(), lavaan_model = model, baseline = NULL, own = NULL) {
  cases[[length(cases) + 1]] <<- list(
    id = id, capability = capability, data = data, model = model, args = args, call = call,
    dots = list(...), moments = moments, modification = modification, residuals = residuals,
    tolerance = tolerance, reason = reason, omit = omit, lavaan_model = lavaan_model,
    baseline = baseline, own = own)
}
write_data <- function(frame, name) {
  write.csv(frame, file.path(out, "data", name), row.names = FALSE, quote = FALSE)
}
source(case_file, local = TRUE)

estimate <- function(k, ...) {
  given <- k$moments
  if (is.null(given)) given <- list(data = read.csv(file.path(out, "data", k$data)))
  do.call(k$call, c(list(model = k$lavaan_model), k$dots, list(...), given))
}

# --- Taking lavaan's solution to the last digits.
# lavaan's minimiser stops at gradients near 1e-6. A few scoring steps on what lavInspect() reports
# (gradient, expected information, for maximum likelihood the observed one where that is slow) go
# on from there, and lavaan evaluates at the result.

free_values <- function(rows, column = "est") {
  free <- rows$free > 0
  rows[[column]][free][order(rows$free[free])]
}

set_free_values <- function(rows, x) {
  free <- rows$free > 0
  rows$est[free] <- x[rows$free[free]]
  rows
}

# The slack of every constraint, in the table's order, at the values x of the free parameters.
constraint_values <- function(rows, x) {
  free <- rows[rows$free > 0, ]
  free <- free[order(free$free), ]
  known <- list()
  for (i in which(free$label != "")) known[[free$label[i]]] <- x[i]
  for (i in seq_len(nrow(free))) known[[free$plabel[i]]] <- x[i]
  for (i in which(rows$op == ":=")) known[[rows$lhs[i]]] <- eval(parse(text = rows$rhs[i]), known)
  unlist(lapply(which(rows$op %in% c("==", "<", ">")), function(i) {
    eval(parse(text = paste0("(", rows$lhs[i], ")-(", rows$rhs[i], ")")), known)
  }))
}

# Values and derivatives of the constraints and bounds that hold with equality at x.
active_constraints <- function(rows, x) {
  n <- length(x)
  h <- constraint_values(rows, x)
  H <- NULL
  if (length(h)) {
    H <- matrix(sapply(seq_len(n), function(j) {
      d <- 1e-6 * max(1, abs(x[j]))
      up <- replace(x, j, x[j] + d)
      down <- replace(x, j, x[j] - d)
      (constraint_values(rows, up) - constraint_values(rows, down)) / (2 * d)
    }), length(h))
    active <- rows$op[rows$op %in% c("==", "<", ">")] == "==" | abs(h) < 1e-5
    H <- H[active, , drop = FALSE]
    h <- h[active]
  }
  for (side in intersect(c("lower", "upper"), names(rows))) {
    limit <- free_values(rows, side)
    for (j in which(is.finite(limit) & abs(x - limit) < 1e-5)) {
      H <- rbind(H, as.numeric(seq_len(n) == j))
      h <- c(h, x[j] - limit[j])
    }
  }
  list(values = h, derivatives = H)
}

scoring_step <- function(fit, rows, x, observed) {
  kind <- if (observed) "information.observed" else "information.expected"
  system <- unclass(lavInspect(fit, kind))
  right <- -as.numeric(lavInspect(fit, "gradient"))
  at <- active_constraints(rows, x)
  m <- length(at$values)
  if (m) {
    system <- rbind(cbind(system, t(at$derivatives)), cbind(at$derivatives, matrix(0, m, m)))
    right <- c(right, -at$values)
  }
  (MASS::ginv(system, tol = 1e-13) %*% right)[seq_along(x)]
}

polish <- function(k, fit) {
  ordered <- lavInspect(fit, "options")$categorical
  incomplete <- lavInspect(fit, "options")$missing == "ml"  # the saturated model: slow
  evaluate <- function(rows, ...) {
    again <- list(k, start = rows, optim.method = "none", ...)
    if (ordered || incomplete) again[c("slotSampleStats", "slotData")] <- list(fit@SampleStats, fit@Data)
    # Without a minimiser lavaan's default of fixed.x would be another one.
    if (is.null(k$dots$fixed.x)) again$fixed.x <- lavInspect(fit, "options")$fixed.x
    do.call(estimate, again)
  }
  likelihood <- lavInspect(fit, "options")$estimator == "ML"
  rows <- best_rows <- as.data.frame(parTable(fit))
  current <- fit
  smallest <- Inf
  worse <- 0
  for (step in 1:80) {
    x <- free_values(rows)
    move <- scoring_step(current, rows, x, likelihood && step > 8)
    size <- max(abs(move))
    worse <- if (size < smallest) 0 else worse + 1
    if (size < smallest) {
      smallest <- size
      best_rows <- rows
    }
    if (size < 1e-13 || worse > 5) break
    rows <- set_free_values(rows, x + move)
    current <- evaluate(rows, se = "none", test = "none", baseline = FALSE)
  }
  list(fit = evaluate(best_rows), step = smallest)
}

# --- Writing: ten significant digits, one row a line.
as_text <- function(x) as.character(toJSON(x, auto_unbox = TRUE, digits = I(10), na = "null"))
rows_text <- function(frame) {
  lines <- sapply(seq_len(nrow(frame)), function(i) {
    row <- as.list(frame[i, , drop = FALSE])
    as_text(row[!sapply(row, is.na)])
  })
  paste0("[\n  ", paste0(lines, collapse = ",\n  "), "\n ]")
}
underscore <- function(names) gsub("[.]", "_", names)

parameter_rows <- function(fit) {
  rows <- as.data.frame(parameterEstimates(
    fit, standardized = TRUE, remove.nonfree = FALSE, remove.system.eq = TRUE, remove.eq = TRUE,
    remove.ineq = TRUE, remove.def = FALSE, zstat = FALSE, pvalue = FALSE, ci = FALSE))
  for (type in c("std.all", "std.lv")) {
    s <- as.data.frame(standardizedSolution(fit, type = type))
    s <- s[!(s$op %in% c("==", "<", ">")), ]
    stopifnot(nrow(s) == nrow(rows), all(s$lhs == rows$lhs), all(s$rhs == rows$rhs))
    rows[[paste0(type, ".se")]] <- s$se
  }
  rows <- rows[, setdiff(names(rows), c("std.nox", "block", "level"))]
  names(rows) <- underscore(names(rows))
  rows
}

r_squared_rows <- function(fit) {
  values <- lavInspect(fit, "rsquare")
  if (!is.list(values)) values <- list(values)
  do.call(rbind, lapply(seq_along(values), function(g) {
    if (!length(values[[g]])) return(NULL)
    data.frame(variable = names(values[[g]]), group = g, value = as.numeric(values[[g]]))
  }))
}

residual_rows <- function(fit) {
  groups <- residuals(fit, type = "cor.bollen")
  if (!is.null(groups$cov)) groups <- list(groups)
  do.call(rbind, lapply(seq_along(groups), function(g) {
    R <- groups[[g]]$cov
    at <- which(lower.tri(R), arr.ind = TRUE)
    data.frame(first = colnames(R)[at[, 2]], second = rownames(R)[at[, 1]], group = g,
               residual = R[at])
  }))
}

modification_rows <- function(fit) {
  rows <- as.data.frame(unclass(modindices(fit)))
  names(rows) <- underscore(names(rows))
  fixed <- unique(unlist(lavNames(fit, "ov.x")))  # their moments: rounding noise, not indices
  rows <- rows[is.finite(rows$mi) & !(rows$lhs %in% fixed & rows$op %in% c("~~", "~", "~1")), ]
  fields <- c("lhs", "op", "rhs", "group", "mi", "epc", "sepc_lv", "sepc_all")
  rows[order(-rows$mi), intersect(fields, names(rows))]
}

# The SRMR of some variables alone: that of a model with auxiliary variables, whose moments it does
# not explain.
own_srmr <- function(fit, own) {
  groups <- lavInspect(fit, "sampstat", drop.list.single.group = FALSE)
  implied <- lavInspect(fit, "implied", drop.list.single.group = FALSE)
  n <- lavInspect(fit, "nobs")
  sum(n / sum(n) * sapply(seq_along(groups), function(g) {
    S <- groups[[g]]$cov[own, own]; sd <- sqrt(diag(S))
    covariances <- ((S - implied[[g]]$cov[own, own]) / outer(sd, sd))[lower.tri(S, diag = TRUE)]
    means <- (groups[[g]]$mean[own] - implied[[g]]$mean[own]) / sd
    sqrt(mean(c(covariances, means)^2))
  }))
}

expected_text <- function(k, fit, converged) {
  null <- NULL
  if (!is.null(k$baseline)) {
    k$dots[c("group.equal", "group.partial")] <- NULL
    null <- estimate(replace(k, "lavaan_model", list(k$baseline)))
  }
  measures <- unclass(fitMeasures(fit, baseline.model = null))
  if (!is.null(k$own)) measures[["srmr"]] <- own_srmr(fit, k$own)
  names(measures) <- underscore(names(measures))
  measures <- measures[is.finite(measures) & !(names(measures) %in% k$omit)]
  parts <- c(
    oracle = as_text(paste("lavaan", packageVersion("lavaan"))),
    converged = as_text(converged),
    nobs = as_text(I(as.numeric(lavInspect(fit, "nobs")))),
    npar = as_text(measures[["npar"]]),
    parameters = rows_text(parameter_rows(fit)),
    fit = as_text(as.list(measures)))
  r_squared <- r_squared_rows(fit)
  if (!is.null(r_squared)) parts <- c(parts, r_squared = rows_text(r_squared))
  if (k$residuals) parts <- c(parts, residual_correlations = rows_text(residual_rows(fit)))
  if (k$modification) parts <- c(parts, modification_indices = rows_text(modification_rows(fit)))
  paste0("{\n", paste0(" \"", names(parts), "\": ", parts, collapse = ",\n"), "\n}")
}

# Where the standard errors change by more than rounding, lavaan's own solution stands.
choose_solution <- function(k, first) {
  chosen <- list(fit = first, step = NA, change = NA)
  better <- tryCatch(polish(k, first), error = function(e) {
    message(k$id, ", polishing: ", conditionMessage(e))
    NULL
  })
  if (is.null(better)) return(chosen)
  a <- parameterEstimates(first)$se
  b <- parameterEstimates(better$fit)$se
  if (length(a) != length(b)) return(chosen)
  a[is.na(a)] <- 0  # the root of a zero variance, where rounding made it negative
  b[is.na(b)] <- 0
  chosen$change <- max(abs(a - b) / pmax(.1, abs(a)))
  if (chosen$change < 1e-3) chosen[c("fit", "step")] <- better
  chosen
}

run_case <- function(k) {
  sink(nullfile())  # lavaan prints matrices that it finds singular
  on.exit(sink())
  first <- estimate(k)
  if (lavInspect(first, "options")$categorical) {
    first <- estimate(k, slotSampleStats = refined_statistics(first), slotData = first@Data)
  }
  chosen <- choose_solution(k, first)
  text <- expected_text(k, chosen$fit, lavInspect(first, "converged"))
  writeLines(text, file.path(out, "expected", paste0(k$id, ".json")), useBytes = TRUE)
  measures <- fitMeasures(chosen$fit, c("npar", "df", "chisq"))
  sprintf("%-40s conv=%s npar=%d df=%d chisq=%.3f moved=%.1e last step=%.1e se change=%.1e\n",
          k$id, lavInspect(first, "converged"), as.integer(measures[1]), as.integer(measures[2]),
          measures[3], max(abs(coef(chosen$fit) - coef(first))), chosen$step, chosen$change)
}

index <- list()
for (k in cases) {
  entry <- list(id = k$id, capability = k$capability, data = k$data,
                model = paste0("models/", k$id, ".lav"), args = I(as.character(k$args)))
  if (!is.null(k$tolerance)) entry <- c(entry, list(tolerance = k$tolerance, reason = k$reason))
  index[[length(index) + 1]] <- entry
  if (length(only) && !(k$id %in% only)) next
  writeLines(trimws(strsplit(k$model, "\n")[[1]]), file.path(out, entry$model), useBytes = TRUE)
  cat(tryCatch(run_case(k), error = function(e) paste0(k$id, ": ", conditionMessage(e), "\n")))
}
write_json(index, file.path(out, "cases.json"), auto_unbox = TRUE, pretty = 2)
