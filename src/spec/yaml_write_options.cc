#include <fmt/format.h>

#include <filesystem>

#include "spec/yaml_emit.h"

namespace trustsem {
namespace {

std::string Section(std::string_view heading, const std::string& lines) {
  return lines.empty() ? "" : fmt::format("{}:\n{}", heading, lines);
}

std::string Line(std::string_view key, const std::string& value) {
  return fmt::format("  {}: {}\n", key, value);
}

std::string TextLine(std::string_view key, const std::string& text) {
  return text.empty() ? "" : Line(key, YamlScalar(text));
}

std::string ChoiceLine(std::string_view key, const std::optional<std::string>& choice) {
  return choice ? Line(key, YamlScalar(*choice)) : "";
}

std::string BooleanLine(std::string_view key, const std::optional<bool>& value) {
  return value ? Line(key, *value ? "true" : "false") : "";
}

// As the model's file says it: from the folder that it stands in.
std::string CodebookPath(const Model& model) {
  const std::filesystem::path path = model.data.codebook;
  const std::filesystem::path folder = std::filesystem::path(model.file).parent_path();
  if (folder.empty() || path.is_absolute() != folder.is_absolute()) return path.string();
  return path.lexically_relative(folder).string();
}

std::string Data(const Model& model) {
  const DataOptions& data = model.data;
  std::string text;
  if (!data.codebook.empty()) text += TextLine("codebook", CodebookPath(model));
  if (data.all_ordered) text += Line("ordered", "all");
  if (!data.ordered.empty()) text += Line("ordered", YamlList(YamlScalars(data.ordered)));
  text += TextLine("group", data.group) + TextLine("weights", data.weights) +
          TextLine("cluster", data.cluster) + TextLine("strata", data.strata) +
          TextLine("population", data.population) + TextLine("single_cluster", data.single_cluster);
  if (!data.replicate_weights.empty()) {
    text += Line("replicate_weights", YamlList(YamlScalars(data.replicate_weights)));
  }
  text += TextLine("replicate_method", data.replicate_method);
  if (!data.replicate_scales.empty()) {
    text += Line("replicate_scale", YamlList(YamlNumbers(data.replicate_scales)));
  }
  if (data.fay) text += Line("fay", YamlNumber(*data.fay));
  if (!data.auxiliary.empty()) text += Line("auxiliary", YamlList(YamlScalars(data.auxiliary)));
  if (!data.missing_codes.empty()) {
    text += Line("missing_codes", YamlList(YamlNumbers(data.missing_codes)));
  }
  return text;
}

std::string Fit(const FitOptions& fit) {
  std::string text = ChoiceLine("estimator", fit.estimator) + ChoiceLine("missing", fit.missing) +
                     ChoiceLine("information", fit.information) +
                     ChoiceLine("parameterization", fit.parameterization);
  text += ChoiceLine("smoothing", fit.smoothing);
  if (fit.empty_cell) text += Line("empty_cell", YamlNumber(*fit.empty_cell));
  if (!fit.equal.empty()) text += Line("equal", YamlList(YamlScalars(fit.equal)));
  text += BooleanLine("mean_structure", fit.mean_structure);
  if (fit.imputations) text += Line("imputations", fmt::format("{}", *fit.imputations));
  if (fit.std_lv) text += Line("identification", *fit.std_lv ? "unit_variance" : "marker");
  text += BooleanLine("orthogonal", fit.orthogonal) + BooleanLine("growth", fit.growth) +
          BooleanLine("fixed_x", fit.fixed_x);
  if (fit.bootstrap) text += Line("bootstrap", fmt::format("{}", *fit.bootstrap));
  text += ChoiceLine("bootstrap_method", fit.bootstrap_method) +
          ChoiceLine("bootstrap_interval", fit.bootstrap_interval);
  if (fit.seed) text += Line("seed", fmt::format("{}", *fit.seed));
  return text;
}

}  // namespace

std::string WriteYamlOptions(const Model& model) {
  return Section("data", Data(model)) + Section("fit", Fit(model.fit)) +
         Section("simulation", WriteYamlSimulation(model.simulation));
}

}  // namespace trustsem
