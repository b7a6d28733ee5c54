#include "report/figure_provenance.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/version.h"
#include "report/format_number.h"

namespace trustsem {
namespace {

std::string WithHash(const std::string& name, const std::string& hash) {
  return hash.empty() ? name : fmt::format("{} ({})", name, hash.substr(0, 8));
}

std::string ModelName(const std::string& name, const std::string& file) {
  return name.empty() ? std::filesystem::path(file).filename().string() : name;
}

}  // namespace

std::string FigureProvenance(const Results& results, Language language) {
  const bool chinese = language == Language::kChinese;
  double respondents = 0;
  for (const GroupSummary& group : results.groups) respondents += group.nobs;
  const std::string data = std::filesystem::path(results.data_file).filename().string();
  std::string text = fmt::format(
      fmt::runtime(chinese ? "模型 {}；数据 {}，{} 名受访者，{}；trustsem {}。"
                           : "Model {}; data {}, {} respondents, {}; trustsem {}."),
      WithHash(ModelName(results.model_name, results.model_file), results.model_hash),
      WithHash(data, results.data_hash), FormatCount(respondents), results.estimator, Version());
  if (!results.data_statement.empty()) text += (chinese ? "" : " ") + results.data_statement;
  return text;
}

std::string FigureProvenance(const Model& model, Language language) {
  return fmt::format(fmt::runtime(language == Language::kChinese ? "模型 {}；trustsem {}。"
                                                                 : "Model {}; trustsem {}."),
                     WithHash(ModelName(model.name, model.file), model.hash), Version());
}

}  // namespace trustsem
