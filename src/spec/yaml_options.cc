#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "spec/check_model.h"
#include "spec/yaml_sections.h"
#include "spec/yaml_survey_parts.h"

namespace trustsem {

YamlVariables::YamlVariables(const Model& model) {
  const std::vector<std::string> observed = ObservedVariables(model);
  observed_ = {observed.begin(), observed.end()};
}

bool YamlVariables::Has(YamlValues& values, const YamlNode& name) const {
  // Without any variable the model itself is at fault, which is said elsewhere.
  if (observed_.empty() || name.kind != YamlNode::Kind::kScalar) return true;
  if (observed_.count(name.text)) return true;
  const std::vector<std::string> known(observed_.begin(), observed_.end());
  values.Report(name, fmt::format("'{}' is no observed variable of the model", Excerpt(name.text)),
                DidYouMean(name.text, known, "the model has " + JoinNames(known)));
  return false;
}

void ReadYamlData(YamlValues& values, const YamlNode& node, Model* model) {
  DataOptions& data = model->data;
  const YamlVariables variables(*model);
  const auto column = [&](const YamlNode& value) {
    return values.String(value, "a column of the data");
  };
  static const std::vector<std::string> kKeys = {
      "ordered",    "group",          "weights",           "cluster",          "strata",
      "population", "single_cluster", "replicate_weights", "replicate_method", "replicate_scale",
      "fay",        "missing_codes",  "codebook",          "auxiliary"};
  values.Fields(node, "data", kKeys, [&](const std::string& key, const YamlNode& value) {
    if (key == "codebook") {
      data.codebook = ReadYamlFileName(values, value, "a codebook's file", model->file);
    }
    if (key == "group") data.group = column(value);
    if (key == "weights") data.weights = column(value);
    if (key == "cluster") data.cluster = column(value);
    if (key == "strata") data.strata = column(value);
    if (key == "population") data.population = column(value);
    if (key == "single_cluster") {
      data.single_cluster = values.Choice(value, "a treatment of strata with one cluster",
                                          {"error", "certainty", "average"});
    }
    if (key == "replicate_weights") {
      for (const YamlNode* name : values.OneOrMore(value)) {
        const std::string columns = column(*name);
        if (!columns.empty()) data.replicate_weights.push_back(columns);
      }
    }
    if (key == "replicate_method") {
      data.replicate_method =
          values.Choice(value, "a method of replication", {"jk1", "jkn", "brr", "bootstrap"});
    }
    if (key == "replicate_scale") data.replicate_scales = values.Numbers(value, "a scale");
    if (key == "fay") data.fay = values.Number(value, "'fay'");
    if (key == "missing_codes") {
      data.missing_codes = values.Numbers(value, "a missing code");
    }
    if (key == "auxiliary") {
      for (const YamlNode* name : values.OneOrMore(value)) {
        data.auxiliary.push_back(values.Name(*name, "an auxiliary variable's name"));
      }
    }
    if (key != "ordered") return;
    data.all_ordered = value.kind == YamlNode::Kind::kScalar && value.text == "all";
    if (data.all_ordered) return;
    for (const YamlNode* name : values.OneOrMore(value)) {
      const std::string item = values.Name(*name, "an ordered item's name");
      if (variables.Has(values, *name)) data.ordered.push_back(item);
    }
  });
}

void ReadYamlFit(YamlValues& values, const YamlNode& node, Model* model) {
  FitOptions& fit = model->fit;
  static const std::vector<std::string> kKeys = {
      "estimator",   "missing",    "information",    "parameterization", "equal",
      "smoothing",   "empty_cell", "mean_structure", "identification",   "orthogonal",
      "growth",      "fixed_x",    "bootstrap",      "bootstrap_method", "bootstrap_interval",
      "imputations", "seed"};
  static const std::vector<std::string> kEstimators = {"ML",  "MLM",  "MLMV",  "MLMVS",  "MLR",
                                                       "GLS", "ULS",  "ULSM",  "ULSMV",  "ULSMVS",
                                                       "WLS", "WLSM", "WLSMV", "WLSMVS", "DWLS"};
  static const std::vector<std::string> kEqual = {
      "loadings",    "intercepts",   "thresholds",     "residuals", "residual_covariances",
      "regressions", "lv_variances", "lv_covariances", "means"};
  const auto choice = [&](const YamlNode& value, std::string_view what,
                          const std::vector<std::string>& choices) -> std::optional<std::string> {
    const std::string chosen = values.Choice(value, what, choices);
    return chosen.empty() ? std::nullopt : std::optional(chosen);
  };
  constexpr int kMost = std::numeric_limits<int>::max();
  values.Fields(node, "fit", kKeys, [&](const std::string& key, const YamlNode& value) {
    if (key == "estimator") fit.estimator = choice(value, "an estimator", kEstimators);
    if (key == "missing") {
      fit.missing = choice(value, "a treatment of missing values",
                           {"listwise", "pairwise", "fiml", "imputation"});
    }
    if (key == "information") {
      fit.information = choice(value, "an information matrix", {"expected", "observed"});
    }
    if (key == "parameterization") {
      fit.parameterization = choice(value, "a parameterization", {"delta", "theta"});
    }
    if (key == "smoothing") {
      fit.smoothing = choice(value, "a smoothing", {"none", "ridge", "eigenvalues"});
    }
    if (key == "empty_cell") fit.empty_cell = values.Number(value, "'empty_cell'");
    if (key == "imputations") {
      fit.imputations = values.Integer(value, "'imputations'", 2, 1000);
    }
    if (key == "equal") {
      for (const YamlNode* element : values.OneOrMore(value)) {
        const auto chosen = choice(*element, "a kind of parameter", kEqual);
        if (chosen) fit.equal.push_back(*chosen);
      }
    }
    if (key == "identification") {
      const auto chosen = choice(value, "an identification", {"marker", "unit_variance"});
      if (chosen) fit.std_lv = *chosen == "unit_variance";
    }
    if (key == "mean_structure") fit.mean_structure = values.Boolean(value, "'mean_structure'");
    if (key == "orthogonal") fit.orthogonal = values.Boolean(value, "'orthogonal'");
    if (key == "growth") fit.growth = values.Boolean(value, "'growth'");
    if (key == "fixed_x") fit.fixed_x = values.Boolean(value, "'fixed_x'");
    if (key == "bootstrap") fit.bootstrap = values.Integer(value, "'bootstrap'", 1, kMost);
    if (key == "bootstrap_method") {
      fit.bootstrap_method =
          choice(value, "a bootstrap method", {"nonparametric", "bollen_stine", "parametric"});
    }
    if (key == "bootstrap_interval") {
      fit.bootstrap_interval =
          choice(value, "a bootstrap interval", {"percentile", "normal", "bca"});
    }
    if (key == "seed") {
      const std::optional<int> seed = values.Integer(value, "'seed'", 0, kMost);
      if (seed) fit.seed = static_cast<uint64_t>(*seed);
    }
  });
}

}  // namespace trustsem
