#include "cli/model_options.h"

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/whole_number.h"
#include "spec/read_model.h"

namespace trustsem {

std::vector<std::string> SplitList(const std::string& text) {
  std::vector<std::string> parts;
  size_t begin = 0;
  while (begin <= text.size()) {
    size_t end = text.find(',', begin);
    if (end == std::string::npos) end = text.size();
    const std::string_view part = Trim(std::string_view(text).substr(begin, end - begin));
    if (!part.empty()) parts.emplace_back(part);
    begin = end + 1;
  }
  return parts;
}

void ModelOptions::AddTo(CLI::App* command) {
  command
      ->add_option("MODEL", file,
                   "Specification (.yaml, .yml) or lavaan syntax (.lav, .lavaan, .txt)")
      ->required();
  AddOptionsTo(command);
}

void ModelOptions::AddOptionsTo(CLI::App* command) {
  command->add_option(
      "--estimator", estimator,
      "ML (default), MLM, MLMV, MLMVS, MLR (default with weights or clusters), GLS, "
      "ULS, WLS, DWLS; of ordered items WLSMV (default), "
      "WLSM, WLSMVS, DWLS, WLS, ULS, ULSM, ULSMV, ULSMVS");
  command->add_option("--ordered", ordered,
                      "Ordered items: all, none, or names separated by commas");
  command->add_option(
      "--missing", missing,
      "Missing answers: listwise (default), pairwise or imputation with ordered items, fiml with "
      "ML");
  command->add_option("--auxiliary", auxiliary,
                      "Variables outside the model that help with missing answers, separated by "
                      "commas (with --missing fiml)");
  command
      ->add_option("--imputations", imputations,
                   "Completed data sets of --missing imputation (default 20)")
      ->check(CLI::Range(2, 1000));
  command->add_option("--seed", seed, "Of the draws of a bootstrap or of imputations (default 1)");
  command->add_option("--group", group, "Column whose values are the groups");
  command->add_option("--equal", equal,
                      "Equal over groups: loadings, intercepts, thresholds, residuals, "
                      "residual_covariances, regressions, lv_variances, lv_covariances, means");
  command->add_option("--codebook", codebook,
                      "Codebook of the data: order and labels of categories, missing codes");
  command->add_option("--weights", weights, "Column of sampling weights");
  command->add_option("--cluster", cluster, "Column of clusters");
  command->add_option("--strata", strata, "Column of strata");
  command->add_option("--population", population,
                      "Column of the population's size in the stratum: in clusters where there are "
                      "clusters, else in respondents");
  command
      ->add_option("--single-cluster", single_cluster,
                   "A stratum with one cluster (without clusters: one respondent) is an error "
                   "(default), adds no sampling error (certainty), or the other strata's average")
      ->check(CLI::IsMember({"error", "certainty", "average"}));
  command->add_option("--replicate-weights", replicate_weights,
                      "Columns of replicate weights, separated by commas; rw1-rw80 is a range");
  command
      ->add_option("--replicate-method", replicate_method,
                   "How the replicates were made: jk1, jkn, brr or bootstrap")
      ->check(CLI::IsMember({"jk1", "jkn", "brr", "bootstrap"}));
  command
      ->add_option("--replicate-scale", replicate_scales,
                   "Factor of the replicates' squared deviations, or one for each, separated by "
                   "commas (default: by the method)")
      ->delimiter(',');
  command->add_option("--fay", fay, "Fay's factor of brr (default 0)");
  command->add_flag("--meanstructure", mean_structure, "Model the means too");
  command->add_flag("--std-lv", std_lv, "Identify by unit variances of the constructs");
  command->add_flag("--orthogonal", orthogonal, "No covariances among exogenous constructs");
  command->add_flag("--growth", growth, "Growth model: latent means free, intercepts zero");
  command->add_option("--fixed-x", fixed_x, "Take the moments of exogenous variables as given")
      ->check(CLI::IsMember({"true", "false"}));
  command->add_option("--parameterization", parameterization, "Of ordered items: delta or theta")
      ->check(CLI::IsMember({"delta", "theta"}));
  command
      ->add_option("--smoothing", smoothing,
                   "Of polychoric correlations that are not positive definite: none (default), "
                   "ridge or eigenvalues")
      ->check(CLI::IsMember({"none", "ridge", "eigenvalues"}));
  command
      ->add_option("--empty-cell", empty_cell,
                   "Added to an empty cell of two binary items' table (default 0.5)")
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--threads", threads, "Threads (default: all processors)")
      ->check(CLI::Range(1, 1024));
  command->add_option("--information", information, "expected (default) or observed")
      ->check(CLI::IsMember({"expected", "observed"}));
}

Model ModelOptions::Read() const {
  Model model = ReadModel(file);
  if (!estimator.empty()) model.fit.estimator = estimator;
  if (!missing.empty()) model.fit.missing = missing;
  if (imputations) model.fit.imputations = imputations;
  if (!seed.empty()) model.fit.seed = ParseWhole<uint64_t>(seed, "--seed", "seed", "1");
  if (!auxiliary.empty()) model.data.auxiliary = SplitList(auxiliary);
  if (!information.empty()) model.fit.information = information;
  if (!parameterization.empty()) model.fit.parameterization = parameterization;
  if (!smoothing.empty()) model.fit.smoothing = smoothing;
  if (empty_cell) model.fit.empty_cell = empty_cell;
  if (threads) model.fit.threads = threads;
  if (!equal.empty()) model.fit.equal = SplitList(equal);
  if (!group.empty()) model.data.group = group;
  if (!codebook.empty()) model.data.codebook = codebook;
  if (!weights.empty()) model.data.weights = weights;
  if (!cluster.empty()) model.data.cluster = cluster;
  if (!strata.empty()) model.data.strata = strata;
  if (!population.empty()) model.data.population = population;
  if (!single_cluster.empty()) model.data.single_cluster = single_cluster;
  if (!replicate_weights.empty()) model.data.replicate_weights = SplitList(replicate_weights);
  if (!replicate_method.empty()) model.data.replicate_method = replicate_method;
  if (!replicate_scales.empty()) model.data.replicate_scales = replicate_scales;
  if (fay) model.data.fay = fay;
  if (ordered == "none") {
    model.data.all_ordered = false;
    model.data.ordered.clear();
  } else if (ordered == "all") {
    model.data.all_ordered = true;
  } else if (!ordered.empty()) {
    model.data.ordered = SplitList(ordered);
  }
  if (mean_structure) model.fit.mean_structure = true;
  if (std_lv) model.fit.std_lv = true;
  if (orthogonal) model.fit.orthogonal = true;
  if (growth) model.fit.growth = true;
  if (!fixed_x.empty()) model.fit.fixed_x = fixed_x == "true";
  return model;
}

}  // namespace trustsem
