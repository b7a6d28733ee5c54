#include "report/figure_provenance.h"

#include <fmt/format.h>

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/version.h"
#include "report/format_number.h"
#include "report/wrapped_lines.h"

namespace trustsem {
namespace {

std::string WithHash(const std::string& name, const std::string& hash) {
  return hash.empty() ? name : fmt::format("{} ({})", name, hash.substr(0, 8));
}

std::string ModelName(const std::string& name, const std::string& file) {
  return name.empty() ? std::filesystem::path(file).filename().string() : name;
}

// Each with its full stop, and without the spaces around it.
std::vector<std::string> Sentences(const std::string& text) {
  constexpr std::string_view kChineseStop = "。";
  std::vector<std::string> sentences;
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool chinese = std::string_view(text).substr(i).starts_with(kChineseStop);
    if (!chinese && text.compare(i, 2, ". ") != 0 && i + 1 < text.size()) continue;
    const size_t end = i + (chinese ? kChineseStop.size() : 1);
    sentences.emplace_back(Trim(std::string_view(text).substr(begin, end - begin)));
    begin = end;
    i = end - 1;
  }
  return sentences;
}

}  // namespace

std::string StatementIn(Language language, const std::string& statement) {
  const bool chinese = language == Language::kChinese;
  std::string part;
  for (const std::string& sentence : Sentences(statement)) {
    if (HasWideCharacters(sentence) != chinese) continue;
    part += (part.empty() || chinese ? "" : " ") + sentence;
  }
  return part.empty() ? statement : part;
}

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
  if (results.data_statement.empty()) return text;
  return text + (chinese ? "" : " ") + StatementIn(language, results.data_statement);
}

std::string FigureProvenance(const Model& model, Language language) {
  return fmt::format(fmt::runtime(language == Language::kChinese ? "模型 {}；trustsem {}。"
                                                                 : "Model {}; trustsem {}."),
                     WithHash(ModelName(model.name, model.file), model.hash), Version());
}

}  // namespace trustsem
